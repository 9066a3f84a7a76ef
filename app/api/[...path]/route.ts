import { z } from "zod";
import { route } from "@/lib/api/route.ts";
import { AppError } from "@/lib/errors.ts";

/** What no other route answers: without it Next would answer a page, and one without a policy. */
const answer = route({
  summary: "There is nothing at this address",
  access: "anonymous",
  query: z.looseObject({}),
  response: z.null(),
  errors: ["not_found"],
  handle: () => {
    throw new AppError("not_found", "There is nothing at this address: see /api/openapi.json.");
  },
});

export { answer as GET, answer as POST, answer as PUT, answer as PATCH, answer as DELETE };
