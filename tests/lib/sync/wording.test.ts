import { expect, test } from "vitest";
import { auditInWords, gapInWords } from "@/lib/sync/audit-wording.ts";
import { askedInWords, jobSubject, progressInWords, projectCondition, tookInWords } from "@/lib/sync/wording.ts";
import { auditSummary, project, run } from "@/tests/components/sync/status.ts";

const ask = (path: string, joined: boolean) => ({ project: path, joined });

test.each([
  [[], "There is no project to reconcile."],
  [[ask("a/b", false)], "Reconcile of a/b started."],
  [[ask("a/b", true)], "Joined the reconcile of a/b that is under way."],
  [
    [ask("a/b", false), ask("c/d", false), ask("e/f", true)],
    "Reconcile of 2 projects started. Joined the reconcile of e/f that is under way.",
  ],
])("asking for a reconcile of %j is answered: %s", (asked, words) => {
  expect(askedInWords("reconcile", asked)).toBe(words);
});

test.each([
  ["an issue", { project: { id: "1", path: "a/b" }, iid: 3, label: null }, "a/b#3"],
  ["an issue of a project that is not mirrored", { project: null, iid: 3, label: null }, "#3"],
  ["a project", { project: { id: "1", path: "a/b" }, iid: null, label: null }, "a/b"],
  ["a group's label", { project: null, iid: null, label: "bug" }, "bug"],
  ["nothing in particular", { project: null, iid: null, label: null }, null],
])("a parked job about %s names it", (_, about, words) => {
  const job = { id: "1", job: "poll", attempts: 1, error: null, parked_at: "2026-11-22T10:00:00Z" } as const;
  expect(jobSubject({ ...job, ...about })).toBe(words);
});

test("progress claims nothing that is not known", () => {
  expect(progressInWords(run({ records_read: 0 }))).toBe("waiting to begin");
  expect(progressInWords(run({ records_read: 1_234 }))).toBe("1,234 read");
  expect(progressInWords(run({ records_read: 50, records_total: 200, rate: 12.6, seconds_left: 12 }))).toBe(
    "50 of 200, 13/s, 12 s left",
  );
});

test("how long a run took is told once it has ended", () => {
  const started_at = "2026-11-22T10:00:00.000Z";
  expect(tookInWords(run({ started_at, finished_at: null }))).toBe("–");
  expect(tookInWords(run({ started_at, finished_at: "2026-11-22T10:00:00.340Z" }))).toBe("340 ms");
  expect(tookInWords(run({ started_at, finished_at: "2026-11-22T10:01:12.000Z" }))).toBe("1 min");
});

test.each([
  ["gone before all else", { gone_at: "2026-11-20T10:00:00Z", active: false }, "gone"],
  ["paused before a refusal", { active: false, access_error: "403", last_error: "x" }, "paused"],
  ["refused before a failure", { access_error: "403", last_error: "x" }, "refused"],
  ["bootstrapping again after a failure", { last_error: "x", bootstrap: run({ status: "running" }) }, "bootstrapping"],
  ["failing before it is late", { last_error: "x", last_success_at: "2026-11-22T08:00:00Z" }, "failing"],
  ["never synced", { last_success_at: null }, "never"],
  ["late a second after the limit", { last_success_at: "2026-11-22T09:49:59Z" }, "late"],
  ["fine at the limit", { last_success_at: "2026-11-22T09:50:00Z" }, "fine"],
])("a project is %s", (_, part, kind) => {
  const now = new Date("2026-11-22T10:00:00Z");
  expect(projectCondition(project(part), { staleAfterSeconds: 600, isGitlabAway: false, now }).kind).toBe(kind);
});

test("while GitLab is away, a project that could not be read waits, and one that it forbids is refused all the same", () => {
  const surroundings = { staleAfterSeconds: 600, isGitlabAway: true, now: new Date("2026-11-22T10:00:00Z") };
  expect(projectCondition(project({ last_error: "401" }), surroundings).kind).toBe("waiting");
  expect(projectCondition(project({ access_error: "403", last_error: "401" }), surroundings).kind).toBe("refused");
});

const WITHOUT_COUNTS = { issues: null, gitlab_issues: null };

test.each([
  ["whole", {}, "All 5,012 issues are here, as GitLab counts them; checked 22 Nov 2026, 03:10:00 UTC."],
  [
    "repaired",
    { state: "repaired" },
    "All 5,012 issues are here, as GitLab counts them, after something was put right; checked 22 Nov 2026, 03:10:00 UTC.",
  ],
  [
    "whole, to a viewer",
    WITHOUT_COUNTS,
    "All issues are here, as GitLab counts them; checked 22 Nov 2026, 03:10:00 UTC.",
  ],
  [
    "wrong",
    { state: "wrong", issues: 5_010, projects_wrong: 1 },
    "GitLab counts 5,012 issues, 5,010 are here: 1 project differs; checked 22 Nov 2026, 03:10:00 UTC.",
  ],
  [
    "wrong, to a viewer",
    { state: "wrong", projects_wrong: 2, ...WITHOUT_COUNTS },
    "Not all issues are here as GitLab counts them: 2 projects differ; checked 22 Nov 2026, 03:10:00 UTC.",
  ],
  [
    "never done",
    { state: "never", audited_at: null, ...WITHOUT_COUNTS },
    "Not all projects were compared with GitLab's counts yet.",
  ],
] as const)("an audit that is %s is told in a line", (_, part, words) => {
  expect(auditInWords(auditSummary(part), "UTC")).toBe(words);
});

test("a gap lasts, in minutes, until it is closed", () => {
  const gap = { changed_at: "2026-11-22T10:00:00Z", closed_at: null };
  const now = new Date("2026-11-22T11:35:59Z");
  expect(gapInWords(gap, now)).toBe("95 min");
  expect(gapInWords({ ...gap, closed_at: "2026-11-22T10:20:00Z" }, now)).toBe("20 min");
});
