import { route } from "@/lib/api/route.ts";
import { appendAudit } from "@/lib/audit-log/store.ts";
import { requestAudit } from "@/lib/sync/runs.ts";
import { auditBodySchema } from "@/lib/sync/audit-schema.ts";
import { bootstrapAnswerSchema } from "@/lib/sync/schema.ts";

export const POST = route({
  summary:
    "Compares all active projects or one with GitLab's counts and repairs what differs, or joins the audit under way",
  access: "admin",
  body: auditBodySchema,
  response: bootstrapAnswerSchema,
  status: 202,
  errors: ["not_found"],
  async handle({ db, body, reader }) {
    const answer = await requestAudit(db, { ...body, requestedBy: reader.email });
    await appendAudit(db, {
      by: reader,
      action: "sync.audit_requested",
      subject: body.project ?? "all projects",
      details: body,
    });
    return answer;
  },
});
