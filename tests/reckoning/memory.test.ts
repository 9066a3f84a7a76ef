import { describe, expect, it } from "vitest";
import { createMemory } from "./memory.ts";
import type { ListedIssue, Listing } from "./world.ts";

const T0 = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;
const ADA = { id: 1, username: "ada", name: "Ada" };
const BOB = { id: 2, username: "bob", name: "Bob" };
const IDS = { issues: new Map([[900, "i-900"]]), people: new Map(), labels: new Map(), projects: new Map() };

const OPEN: ListedIssue = {
  ...{ id: 900, iid: 3, project_id: 7, title: "Basket", description: null, state: "opened", confidential: false },
  ...{ created_at: T0, updated_at: T0, closed_at: null, due_date: null, milestone: null, weight: null },
  ...{ issue_type: "issue", author: ADA, assignees: [ADA], labels: [] },
  ...{ web_url: "https://gitlab.test/acme/shop/-/issues/3", moved_to_id: null, _links: {} },
};
const closedAt = (hours: number, assignees = [ADA]): ListedIssue => ({
  ...OPEN,
  ...{ state: "closed", closed_at: T0 + hours * HOUR, updated_at: T0 + hours * HOUR, assignees },
});

/** Looks at the same issue again and again, an hour apart; null is that it is not there any more. */
function remember(looks: readonly (ListedIssue | null)[]) {
  const memory = createMemory();
  for (const [hour, listed] of looks.entries()) {
    const listing: Listing = {
      projects: new Map([[7, { id: 7, name: "Shop", path_with_namespace: "acme/shop" }]]),
      issues: new Map(listed ? [[900, listed]] : []),
    };
    const issues = listed ? [lifeOf(listed)] : [];
    memory.observe({ listing, history: { titles: new Map(), issues }, at: T0 + hour * HOUR });
  }
  return memory;
}

function lifeOf({ id, iid, project_id, state, created_at, updated_at, closed_at }: ListedIssue) {
  const events = { label_ids: [], label_events: [], state_events: [] };
  return {
    ...{ id, iid, project_id, state, created_at, updated_at, closed_at },
    moved_to_id: null,
    duplicate_of_id: null,
    ...events,
  };
}

const only = (memory: ReturnType<typeof remember>) => memory.issues(IDS, [])[0] ?? expect.fail("nothing is remembered");

describe("The memory of an issue", () => {
  it("credits those who had it when it was first seen closed, each close anew", () => {
    expect(only(remember([OPEN])).credited).toEqual([]);
    const usernames = (looks: (ListedIssue | null)[]) => only(remember(looks)).credited.map(({ username }) => username);
    expect(usernames([OPEN, closedAt(1), closedAt(1, [BOB])])).toEqual(["ada"]);
    expect(usernames([closedAt(1), OPEN, closedAt(3, [BOB])])).toEqual(["bob"]);
    expect(usernames([closedAt(1), closedAt(3, [BOB])])).toEqual(["bob"]);
  });

  it("has the moment of the last look that found something else", () => {
    expect(only(remember([OPEN, OPEN, OPEN])).writtenAt).toBe(T0);
    expect(only(remember([OPEN, { ...OPEN, title: "Bag" }, { ...OPEN, title: "Bag" }])).writtenAt).toBe(T0 + HOUR);
  });

  it("has when its dates moved, not when they were first seen", () => {
    const dated = { ...OPEN, due_date: "2026-04-01" };
    expect(only(remember([dated, dated])).redatedAt).toEqual([]);
    expect(only(remember([OPEN, dated, OPEN])).redatedAt).toEqual([T0 + HOUR, T0 + 2 * HOUR]);
    const memory = remember([OPEN]);
    memory.override(900, { at: T0 + 5, targetDate: "2026-05-01" });
    memory.override(900, { at: T0 + 6, priority: 2 });
    expect(only(memory)).toMatchObject({
      ...{ redatedAt: [T0 + 5], overriddenAt: T0 + 6 },
      override: { targetDate: "2026-05-01", priority: 2, notes: null },
    });
  });

  it("keeps it as it was last when it is gone", () => {
    const gone = only(remember([closedAt(0), null, null]));
    expect(gone).toMatchObject({ status: "gone", writtenAt: T0 + HOUR, title: "Basket", completedAt: null });
    expect(gone.timeline.at(-1)).toMatchObject({ from: "completed", to: "gone" });
  });
});
