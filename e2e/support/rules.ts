import { expect, type APIRequestContext } from "@playwright/test";
import { z } from "zod";
import type { Facts } from "./facts.ts";

const ruleSchema = z.object({ id: z.string(), pattern: z.string(), outcome: z.string() });
const rulesSchema = z.object({ data: z.array(ruleSchema) });

export type Rule = z.infer<typeof ruleSchema>;

/** The status rules, as an admin gets them. */
export async function readRules(request: APIRequestContext): Promise<Rule[]> {
  const answer = await request.get("/api/admin/status-rules");
  return rulesSchema.parse(await answer.json()).data;
}

/** Has rules say what is given of the labels they match; what follows from it is computed in the background. */
export async function changeOutcomes(
  request: APIRequestContext,
  { url }: Facts,
  rules: readonly Rule[],
): Promise<void> {
  for (const { id, outcome } of rules) {
    const asked = { data: { outcome }, headers: { origin: url } };
    const answer = await request.patch(`/api/admin/status-rules/${id}`, asked);
    expect(answer.status(), await answer.text()).toBe(200);
  }
}

/** Puts the rules' outcomes back to what they were, where they are others now. */
export async function restoreOutcomes(
  request: APIRequestContext,
  stack: Facts,
  before: readonly Rule[],
): Promise<void> {
  const now = new Map((await readRules(request)).map(({ id, outcome }) => [id, outcome]));
  const changed = before.filter(({ id, outcome }) => now.get(id) !== outcome);
  await changeOutcomes(request, stack, changed);
}
