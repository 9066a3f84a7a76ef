import { exactTime } from "@/lib/time-wording.ts";
import type { AuditDto, AuditSummary, GapDto } from "./audit-schema.ts";
import type { ProjectHealth } from "./schema.ts";
import { count } from "./wording.ts";

/**
 * Whether all issues are here, in a line: "All 5,012 issues are here, as GitLab counts them; checked 22 Nov 2026, 03:10:00 UTC." Without
 * counts for who is told none. `zone` as in `exactTime`.
 */
export function auditInWords(audit: AuditSummary, zone?: string): string {
  const { audited_at: at, issues, gitlab_issues: theirs, projects_wrong: wrong } = audit;
  if (at === null || audit.state === "never") return "Not all projects were compared with GitLab's counts yet.";
  const checked = `checked ${exactTime(at, zone)}`;
  if (audit.state === "wrong") {
    const where = `${count(wrong)} ${wrong === 1 ? "project differs" : "projects differ"}`;
    if (issues === null || theirs === null)
      return `Not all issues are here as GitLab counts them: ${where}; ${checked}.`;
    return `GitLab counts ${count(theirs)} issues, ${count(issues)} are here: ${where}; ${checked}.`;
  }
  const mended = audit.state === "repaired" ? ", after something was put right" : "";
  if (issues === null) return `All issues are here, as GitLab counts them${mended}; ${checked}.`;
  return `All ${count(issues)} issues are here, as GitLab counts them${mended}; ${checked}.`;
}

/** What an audit came to, in a word, and what that means. */
export const AUDIT_WORDS: Record<AuditDto["outcome"], { words: string; meaning: string }> = {
  whole: { words: "Whole", meaning: "Everything that GitLab counts is here." },
  repaired: { words: "Repaired", meaning: "Something differed, and was put right." },
  wrong: { words: "Wrong", meaning: "The counts stayed unequal when they were looked at again." },
};

/** How long no webhook told of changes, in minutes: "95 min"; until `now` while the gap is open. */
export function gapInWords(
  { changed_at: from, closed_at: to }: Pick<GapDto, "changed_at" | "closed_at">,
  now: Date,
): string {
  const end = to === null ? now.getTime() : new Date(to).getTime();
  return `${count(Math.max(0, Math.floor((end - new Date(from).getTime()) / 60_000)))} min`;
}

/** How the webhook stands, by what GitLab says. */
export const HOOK_WORDS: Record<ProjectHealth["hook"]["state"], string> = {
  unknown: "Not known",
  good: "Good",
  missing: "Missing",
  switches_missing: "Incomplete",
  disabled: "Switched off",
};
