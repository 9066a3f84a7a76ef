import { evaluate } from "./evaluate.ts";
import type { Asking, PlainIssue, Question } from "./plain.ts";
import type { Library } from "./search.ts";

/** `none`: how many have no value. */
export type Facet = { counts: Map<string, number>; none: number };

/** The values that an issue has, each as the filter would be asked for it; titles whatever their case. */
export const FACETS: Readonly<Record<string, (issue: PlainIssue) => string[]>> = {
  status: ({ status }) => [status],
  assignee: ({ assignees }) => assignees.map(({ username }) => username),
  project: ({ project }) => [project.path],
  label: ({ labels }) => labels.map(({ title }) => title.toLowerCase()),
  author: ({ author }) => (author ? [author.username] : []),
  milestone: ({ milestone }) => (milestone === null ? [] : [milestone.toLowerCase()]),
  priority: ({ override }) => (override.priority === null ? [] : [String(override.priority)]),
};

/** How many issues each value of a filter would give under all the other filters. */
export function countFacet(
  name: string,
  issues: readonly PlainIssue[],
  question: Question,
  known: { asking: Asking; library: Library },
): Facet {
  const valuesOf = FACETS[name];
  if (!valuesOf) throw new Error(`nothing is known of the facet ${name}`);
  const facet: Facet = { counts: new Map(), none: 0 };
  for (const issue of evaluate(issues, { ...question, [name]: undefined }, known)) {
    const values = new Set(valuesOf(issue));
    if (values.size === 0) facet.none++;
    for (const value of values) facet.counts.set(value, (facet.counts.get(value) ?? 0) + 1);
  }
  return facet;
}
