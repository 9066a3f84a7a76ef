import { route } from "@/lib/api/route.ts";
import { changeRules } from "@/lib/status/rules.ts";
import { ruleChangeSchema, ruleParamsSchema, ruleSchema } from "@/lib/status/schema.ts";

export const PATCH = route({
  summary: "Changes a status rule; the issues it concerns are recomputed in the background",
  access: "admin",
  params: ruleParamsSchema,
  body: ruleChangeSchema,
  response: ruleSchema,
  errors: ["not_found", "conflict"],
  handle: ({ db, params, body, reader }) => changeRules(db, { action: "change", ...params, ...body }, reader),
});

export const DELETE = route({
  summary: "Deletes a status rule and answers what it was; the issues it concerned are recomputed in the background",
  access: "admin",
  params: ruleParamsSchema,
  response: ruleSchema,
  errors: ["not_found"],
  handle: ({ db, params, reader }) => changeRules(db, { action: "delete", ...params }, reader),
});
