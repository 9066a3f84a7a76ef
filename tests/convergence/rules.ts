import type { Db } from "@/lib/db/client.ts";
import type { Random } from "@/lib/gitlab/demo/random.ts";
import { changeRules } from "@/lib/status/rules.ts";
import { RULE_OUTCOMES, ruleProposalSchema } from "@/lib/status/schema.ts";
import { MANAGER } from "../support/mirror.ts";

export type RuleChanges = ReturnType<typeof createRuleChanges>;

type Rules = { db: Db; random: Random; titles: () => readonly string[] };

/** An admin changes the status rules: a new one for some label or scope, another outcome for one, or one less. */
export function createRuleChanges({ db, random, titles }: Rules) {
  const create = () => {
    const title = random.pick(titles());
    const scope = title.slice(0, title.lastIndexOf("::") + 2);
    const pattern = title.includes("::") && random.chance(0.4) ? scope : title;
    return { action: "create", pattern, outcome: random.pick(RULE_OUTCOMES) };
  };
  const existing = async () =>
    random.pick(await db.statusRule.findMany({ orderBy: [{ pattern: "asc" }, { id: "asc" }] }));

  return {
    /** Answers what was done. @throws AppError for a rule that is there already */
    changeOne: async (): Promise<string> => {
      const proposal = await random.weighted<() => unknown>([
        [create, 5],
        [async () => ({ action: "change", id: (await existing()).id, outcome: random.pick(RULE_OUTCOMES) }), 3],
        [async () => ({ action: "delete", id: (await existing()).id }), 2],
      ])();
      await changeRules(db, ruleProposalSchema.parse(proposal), MANAGER);
      return JSON.stringify(proposal);
    },
  };
}
