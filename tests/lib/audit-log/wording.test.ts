import { expect, test } from "vitest";
import { actionWords, detailWords } from "@/lib/audit-log/wording.ts";

test.each([
  ["user.role_changed", "Role changed"],
  ["plan.drawn_up", "Plan drawn up"],
])("%s is called %s", (action, words) => expect(actionWords(action)).toBe(words));

const RULE = { pattern: "Ready", outcome: "in_progress", rank: 0, project: null };

test.each<[string, Record<string, unknown>, string[]]>([
  ["a change of role", { id: "1", from: "viewer", to: "admin" }, ["Viewer → Admin"]],
  ["a deactivation", { id: "1", role: "manager", sessions: 1 }, ["Role: Manager", "1 session ended"]],
  ["a sign-in", { id: "1", hosted_domain: "acme.test", address: null }, ["Google organisation: acme.test"]],
  ["a refusal", { reason: "other_google_account", hosted_domain: null }, ["Reason: other google account"]],
  [
    "a new rule",
    { id: "1", before: null, after: { ...RULE, project: { id: "2", path: "acme/shop" } } },
    ["Pattern: Ready", "Outcome: In progress", "Rank: 0", "Project: acme/shop"],
  ],
  [
    "a changed rule, only with what is another",
    { id: "1", before: RULE, after: { ...RULE, outcome: "blocked" } },
    ["Outcome: In progress → Blocked"],
  ],
  ["an import", { counts: { changed: 3, not_found: 1 } }, ["Changed: 3", "Not found: 1"]],
  ["a sweep", { project: "acme/shop", sweep: true, deep: false }, ["Project: acme/shop", "Sweep"]],
  ["what is made of it later", { names: ["a", "b"], depth: { of: 2 } }, ["Names: a, b", "Of: 2"]],
  [
    "a secret that should not be there",
    { token: "t", inner: { secret_hash: "s" }, before: { password: "p" }, after: {} },
    [],
  ],
])("of %s is said in plain words", (_, details, words) => expect(detailWords({ details })).toEqual(words));
