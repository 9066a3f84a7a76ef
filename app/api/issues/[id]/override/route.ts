import { route } from "@/lib/api/route.ts";
import { issueDetailSchema } from "@/lib/issues/schema.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { overrideChangeSchema } from "@/lib/overrides/schema.ts";
import { issueParamsSchema, readAnswer } from "../answer.ts";

export const PATCH = route({
  summary: "Change what management adds to an issue; answers the issue as it is then",
  access: "manager",
  params: issueParamsSchema,
  body: overrideChangeSchema,
  response: issueDetailSchema,
  errors: ["not_found", "precondition_failed"],
  async handle({ request, params, body, replyHeaders, ...context }) {
    const ifMatch = request.headers.get("if-match") ?? undefined;
    await applyOverride(context.db, { issueId: params.id, change: body, reader: context.reader, ifMatch });
    const issue = await readAnswer({ id: params.id, ...context });
    replyHeaders.set("etag", issue.etag);
    return issue;
  },
});
