import { route } from "@/lib/api/route.ts";
import { appendAudit } from "@/lib/audit-log/store.ts";
import { requestPoll } from "@/lib/sync/runs.ts";
import { pollAnswerSchema, projectBodySchema } from "@/lib/sync/schema.ts";

export const POST = route({
  summary: "Polls all active projects or one now, or joins the poll that waits or runs already",
  access: "admin",
  body: projectBodySchema,
  response: pollAnswerSchema,
  status: 202,
  errors: ["not_found"],
  async handle({ db, body, reader }) {
    const answer = await requestPoll(db, { project: body.project });
    await appendAudit(db, {
      by: reader,
      action: "sync.poll_requested",
      subject: body.project ?? "all projects",
      details: body,
    });
    return answer;
  },
});
