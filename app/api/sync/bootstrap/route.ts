import { route } from "@/lib/api/route.ts";
import { appendAudit } from "@/lib/audit-log/store.ts";
import { requestBootstrap } from "@/lib/sync/runs.ts";
import { bootstrapAnswerSchema, projectBodySchema } from "@/lib/sync/schema.ts";

export const POST = route({
  summary: "Starts the bootstrap of all active projects or of one, or joins the one under way",
  access: "admin",
  body: projectBodySchema,
  response: bootstrapAnswerSchema,
  status: 202,
  errors: ["not_found"],
  async handle({ db, body, reader }) {
    const answer = await requestBootstrap(db, { project: body.project, requestedBy: reader.email });
    await appendAudit(db, {
      by: reader,
      action: "sync.bootstrap_requested",
      subject: body.project ?? "all projects",
      details: body,
    });
    return answer;
  },
});
