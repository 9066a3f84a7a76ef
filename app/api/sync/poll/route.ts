import { route } from "@/lib/api/route.ts";
import { requestPoll } from "@/lib/sync/runs.ts";
import { pollAnswerSchema, projectBodySchema } from "@/lib/sync/schema.ts";

export const POST = route({
  summary: "Polls all active projects or one now, or joins the poll that waits or runs already",
  access: "admin",
  body: projectBodySchema,
  response: pollAnswerSchema,
  status: 202,
  errors: ["not_found"],
  handle: ({ db, body }) => requestPoll(db, { project: body.project }),
});
