import { expect, test } from "vitest";
import { type WireHook, wireHookSchema } from "@/lib/gitlab/schemas.ts";
import { judgeHooks } from "@/lib/sync/hook.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const OURS = new URL("https://backtrak.example/api/webhooks/gitlab");
const around = { ours: OURS, delivers: false, now: NOW };

function hook(part: Record<string, unknown> = {}): WireHook {
  const switches = { issues_events: true, confidential_issues_events: true };
  return wireHookSchema.parse({ id: 1, url: OURS.href, ...switches, ...part });
}

test.each([
  ["ours as it should be", hook(), "good", null],
  ["ours with a slash and a query", hook({ url: `${OURS.href}/?from=gitlab` }), "good", null],
  ["another path", hook({ url: "https://backtrak.example/hook" }), "missing", /nothing of it was delivered/],
  ["another place", hook({ url: "http://backtrak.example/api/webhooks/gitlab" }), "missing", /add one/],
  ["no address", hook({ url: "not one" }), "missing", /add one/],
  ["one switch", hook({ confidential_issues_events: null }), "switches_missing", /^Tick Confidential issues events in/],
  [
    "no switch",
    hook({ issues_events: false, confidential_issues_events: false }),
    "switches_missing",
    /^Tick Issues events and Confidential issues events in/,
  ],
  ["switched off for good", hook({ alert_status: "disabled" }), "disabled", /for good/],
  [
    "switched off for a time",
    hook({ alert_status: "temporarily_disabled", disabled_until: "2026-11-22T10:04:00Z" }),
    "disabled",
    /until 22 Nov 2026, 10:04:00 UTC/,
  ],
  [
    "switched on again by time",
    hook({ alert_status: "temporarily_disabled", disabled_until: "2026-11-22T09:59:00Z" }),
    "good",
    null,
  ],
] as const)("a webhook: %s", (_, theirs, state, message) => {
  const report = judgeHooks([theirs], around);
  expect(report.state).toBe(state);
  if (message === null) expect(report.message).toBeNull();
  else expect(report.message).toMatch(message);
});

test("of two that post here the good one counts", () => {
  expect(judgeHooks([hook({ issues_events: false }), hook()], around).state).toBe("good");
});

test("where deliveries arrive, a webhook that is not shown is not missing: it is a group's", () => {
  expect(judgeHooks([], { ...around, delivers: true })).toEqual({
    state: "unknown",
    message: expect.stringMatching(/such as a group's/),
  });
});
