import type { Meaning } from "./life.ts";

/** A row of the status rules. A pattern that ends in `::` stands for every title of that scope; `project` null is for all. */
export type Rule = { pattern: string; meaning: Meaning; rank: number; project: string | null };

/**
 * What a title stands for in a project; null where no rule says anything. Of the rules that fit, a project's own comes before a
 * general one, then the exact title before the longest prefix, then the higher rank; case is ignored.
 */
export function meaningOf(title: string, project: string, rules: readonly Rule[]): Meaning | null {
  const wanted = title.toLowerCase();
  const fitting = rules.filter((rule) => (rule.project ?? project) === project && fits(rule, wanted));
  const own = fitting.filter((rule) => rule.project !== null);
  const near = own.length > 0 ? own : fitting;
  const exact = near.filter((rule) => rule.pattern.toLowerCase() === wanted);
  const longest = Math.max(...near.map((rule) => rule.pattern.length));
  const closest = exact.length > 0 ? exact : near.filter((rule) => rule.pattern.length === longest);
  const highest = Math.max(...closest.map((rule) => rule.rank));
  return closest.find((rule) => rule.rank === highest)?.meaning ?? null;
}

function fits({ pattern }: Rule, title: string): boolean {
  const wanted = pattern.toLowerCase();
  return wanted.endsWith("::") ? title.startsWith(wanted) : title === wanted;
}
