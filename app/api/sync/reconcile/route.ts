import { route } from "@/lib/api/route.ts";
import { appendAudit } from "@/lib/audit-log/store.ts";
import { requestReconcile } from "@/lib/sync/runs.ts";
import { bootstrapAnswerSchema, reconcileBodySchema } from "@/lib/sync/schema.ts";

export const POST = route({
  summary: "Compares all active projects or one with GitLab's complete listings, or joins the reconcile under way",
  access: "admin",
  body: reconcileBodySchema,
  response: bootstrapAnswerSchema,
  status: 202,
  errors: ["not_found"],
  async handle({ db, body, reader }) {
    const answer = await requestReconcile(db, { ...body, requestedBy: reader.email });
    await appendAudit(db, {
      by: reader,
      action: "sync.reconcile_requested",
      subject: body.project ?? "all projects",
      details: body,
    });
    return answer;
  },
});
