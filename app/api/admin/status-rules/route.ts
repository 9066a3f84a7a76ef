import { route } from "@/lib/api/route.ts";
import { readRuleList } from "@/lib/status/queries/rule-list.ts";
import { changeRules } from "@/lib/status/rules.ts";
import { ruleFormSchema, ruleListSchema, ruleSchema } from "@/lib/status/schema.ts";

export const GET = route({
  summary: "The status rules, the labels that have none, and whether a change of them is being applied",
  access: "admin",
  response: ruleListSchema,
  handle: ({ db }) => readRuleList(db),
});

export const POST = route({
  summary: "Makes a status rule; the issues it concerns are recomputed in the background",
  access: "admin",
  body: ruleFormSchema,
  response: ruleSchema,
  status: 201,
  errors: ["conflict"],
  handle: ({ db, body, reader }) => changeRules(db, { action: "create", ...body }, reader),
});
