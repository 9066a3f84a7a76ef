import { route } from "@/lib/api/route.ts";
import { issueDetailSchema } from "@/lib/issues/schema.ts";
import { issueParamsSchema, readAnswer } from "./answer.ts";

export const GET = route({
  summary: "One issue with its reason, timeline and override",
  access: "viewer",
  params: issueParamsSchema,
  response: issueDetailSchema,
  errors: ["not_found"],
  async handle({ params, replyHeaders, ...context }) {
    const issue = await readAnswer({ id: params.id, ...context });
    replyHeaders.set("etag", issue.etag);
    return issue;
  },
});
