import { route } from "@/lib/api/route.ts";
import { requestBootstrap } from "@/lib/sync/runs.ts";
import { bootstrapAnswerSchema, projectBodySchema } from "@/lib/sync/schema.ts";

export const POST = route({
  summary: "Starts the bootstrap of all active projects or of one, or joins the one under way",
  access: "admin",
  body: projectBodySchema,
  response: bootstrapAnswerSchema,
  status: 202,
  errors: ["not_found"],
  handle: ({ db, body, reader }) => requestBootstrap(db, { project: body.project, requestedBy: reader.email }),
});
