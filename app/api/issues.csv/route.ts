import { z } from "zod";
import { webContext } from "@/lib/api/context.ts";
import { route } from "@/lib/api/route.ts";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { answerCsv } from "./answer.ts";

export const GET = route({
  summary:
    "The issues of GET /api/issues as a CSV file: the whole list in its order, whatever page and page_size say; instants are local times of ORG_TIMEZONE",
  access: "viewer",
  query: issueQuerySchema,
  response: z.string(),
  mediaType: "text/csv",
  errors: ["busy"],
  handle: (call) => answerCsv(call, { query: call.query, reader: call.reader, turns: webContext().exportTurns }),
});
