import { expect, test } from "vitest";
import { bootstrapInWords, progressInWords, projectCondition, tookInWords } from "@/lib/sync/wording.ts";
import { project, run } from "@/tests/components/sync/status.ts";

const ask = (path: string, joined: boolean) => ({ id: crypto.randomUUID(), project: path, joined });

test.each([
  [[], "There is no project to bootstrap."],
  [[ask("a/b", false)], "Bootstrap of a/b started."],
  [[ask("a/b", true)], "Joined the bootstrap of a/b that is under way."],
  [
    [ask("a/b", false), ask("c/d", false), ask("e/f", true)],
    "Bootstrap of 2 projects started. Joined the bootstrap of e/f that is under way.",
  ],
])("asking for a bootstrap of %j is answered: %s", (runs, words) => {
  expect(bootstrapInWords({ runs })).toBe(words);
});

test("progress claims nothing that is not known", () => {
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
  ["paused before all else", { active: false, access_error: "403", last_error: "x" }, "paused"],
  ["refused before a failure", { access_error: "403", last_error: "x" }, "refused"],
  ["bootstrapping again after a failure", { last_error: "x", bootstrap: run({ status: "running" }) }, "bootstrapping"],
  ["failing before it is late", { last_error: "x", last_success_at: "2026-11-22T08:00:00Z" }, "failing"],
  ["never synced", { last_success_at: null }, "never"],
  ["late a second after the limit", { last_success_at: "2026-11-22T09:49:59Z" }, "late"],
  ["fine at the limit", { last_success_at: "2026-11-22T09:50:00Z" }, "fine"],
])("a project is %s", (_, part, kind) => {
  const now = new Date("2026-11-22T10:00:00Z");
  expect(projectCondition(project(part), { staleAfterSeconds: 600, now }).kind).toBe(kind);
});
