import { evaluate } from "../reckoning/filters/evaluate.ts";
import { fill, type Chosen } from "../reckoning/filters/choose.ts";
import { referenceOf, type Asking, type PlainIssue, type Question } from "../reckoning/filters/plain.ts";
import { openLibrary } from "../reckoning/filters/search.ts";

/** In how many of these questions a parameter makes a difference: without it they would mean other issues, or another status. */
export function countEffects(
  questions: readonly Question[],
  { issues, asking, chosen }: { issues: readonly PlainIssue[]; asking: Asking; chosen: Chosen },
): Record<string, number> {
  const known = { asking, library: openLibrary(issues, asking.role) };
  const meant = (question: Question) =>
    evaluate(issues, question, known)
      .map((issue) => `${referenceOf(issue)} ${issue.status}`)
      .join();
  const counts: Record<string, number> = {};
  for (const question of questions.map((one) => fill(one, chosen))) {
    const all = meant(question);
    for (const name of Object.keys(question)) {
      const hasEffect = meant({ ...question, [name]: undefined }) !== all;
      counts[name] = (counts[name] ?? 0) + (hasEffect ? 1 : 0);
    }
  }
  return counts;
}
