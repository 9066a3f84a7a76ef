import { route } from "@/lib/api/route.ts";
import { previewRules } from "@/lib/status/preview.ts";
import { rulePreviewSchema, ruleProposalSchema } from "@/lib/status/schema.ts";

export const POST = route({
  summary: "Which issues would have another status by a change of the status rules; nothing is changed",
  access: "admin",
  body: ruleProposalSchema,
  response: rulePreviewSchema,
  errors: ["not_found", "conflict"],
  handle: ({ db, body }) => previewRules(db, body),
});
