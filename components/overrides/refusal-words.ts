import { ProblemError } from "@/lib/api/fetcher.ts";

const NAMED = 5;

/** Why many changes were refused, a sentence each; of many the first ones. Nothing was changed then. */
export function refusalWords(error: unknown): string[] {
  if (!(error instanceof ProblemError)) return ["Something went wrong."];
  if (error.faults.length === 0) return [error.detail];
  // An edit that is wrong is wrong for each issue alike.
  const said = [...new Set(error.faults.map(({ field, message }) => `${subjectOf(field)} ${message}.`.trim()))];
  const more = said.length > NAMED ? [`And ${said.length - NAMED} more.`] : [];
  return [...said.slice(0, NAMED), ...more];
}

/** `body.changes.3.priority` is about the priority; `body.changes.3` names its issue itself. */
function subjectOf(field: string): string {
  const name = /^body\.changes\.\d+\.(\w+)$/.exec(field)?.[1];
  return name === undefined ? "" : name.replaceAll("_", " ");
}
