import { z } from "zod";
import { route } from "@/lib/api/route.ts";
import { comeBackFromGoogle } from "@/lib/auth/come-back.ts";

/** Google adds parameters of its own as it likes, so all are let through; better-auth reads those it knows. */
const querySchema = z.looseObject({
  state: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
});

export const GET = route({
  summary: "Come back from Google: sets the session and redirects",
  access: "anonymous",
  query: querySchema,
  response: z.null(),
  status: 302,
  errors: ["too_many_requests"],
  handle: ({ db, request }) => comeBackFromGoogle(db, request),
});
