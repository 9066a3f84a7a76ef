import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { parseWire, wireIssueSchema, type WireIssue } from "@/lib/gitlab/schemas.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { mirrorState, storeProject } from "@/tests/support/mirror.ts";
import { randomFrom, type Random } from "@/tests/support/random.ts";
import { describeWithRecordings, readJsonLines } from "@/tests/support/recorded.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

const ORDERS = 200;
/** Thousands of transactions: on a slow machine a minute or two. */
const TIMEOUT_MS = 600_000;
/** How many snapshots of an order come a second time. */
const REPEATED_SHARE = 0.3;

/** One answer of GitLab: some issues as they were then. */
type Fetched = { issues: WireIssue[]; fetchStartedAt: Date };

class RollBack extends Error {}

let test: TestDatabase;
let projectId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  projectId = await storeProject(test.db);
});
afterAll(() => test.close());

/** The mirror after these snapshots came in this order, undone afterwards. */
async function stateAfter(order: readonly Fetched[]): Promise<unknown[]> {
  let state: unknown[] = [];
  const replay = async (tx: Tx) => {
    for (const { issues, fetchStartedAt } of order) {
      await applyIssues(tx, { projectId, issues, fetchStartedAt, source: "poll" });
    }
    state = await mirrorState(tx);
    throw new RollBack();
  };
  await expect(transaction(test.db, replay)).rejects.toBeInstanceOf(RollBack);
  return state;
}

async function expectSameEnd(fetched: readonly Fetched[]): Promise<void> {
  const expected = await stateAfter(fetched);
  for (let seed = 1; seed <= ORDERS; seed++) {
    const random = randomFrom(seed);
    const repeats = fetched.filter(() => random.next() < REPEATED_SHARE);
    expect(await stateAfter(random.shuffle([...fetched, ...repeats])), `order of seed ${seed}`).toEqual(expected);
  }
}

describe("ten edits of an issue within one second", () => {
  it.each([1, 2])(
    `chain %i: ${ORDERS} random orders with repeats end in one state and one timeline`,
    { timeout: TIMEOUT_MS },
    async (seed) => {
      await expectSameEnd(chain(randomFrom(seed)));
    },
  );
});

/** Ten versions of one issue whose `updated_at` lie within one second and are often the same; some go back to what was. */
function chain(random: Random): Fetched[] {
  const edited = Date.parse("2026-05-04T12:00:00.000Z");
  let offset = 0;
  return Array.from({ length: 10 }, (_, index) => {
    offset += random.pick([0, 0, 1, 150]);
    const closed = random.next() < 0.3;
    const updated_at = new Date(edited + Math.min(offset, 999)).toISOString();
    const issue = wireIssue({
      title: random.pick(["Cart", "Cart total", "Cart is empty"]),
      state: closed ? "closed" : "opened",
      closed_at: closed ? updated_at : null,
      labels: random
        .shuffle(["Doing", "Blocked", "type::bug", "wontfix"])
        .slice(0, random.below(3))
        .map((name) => wireLabel(name)),
      assignees: random
        .shuffle([2, 3, 4])
        .slice(0, random.below(3))
        .map((id) => wireUser(id)),
      updated_at,
    });
    return { issues: [issue], fetchStartedAt: new Date(edited + 2_000 + index * 40) };
  });
}

describeWithRecordings("the recorded versions", () => {
  it(`${ORDERS} random orders with repeats end in one state and one timeline`, { timeout: TIMEOUT_MS }, async () => {
    const lines = [...readJsonLines("recorded", "issue-versions.jsonl"), ...readJsonLines("recorded", "issues.jsonl")];
    const all = lines.map((line) => withLabelObjects(parseWire(wireIssueSchema, line, "a recorded version")));
    const ids = new Set(
      all.slice(0, readJsonLines("recorded", "issue-versions.jsonl").length).map((issue) => issue.id),
    );
    const versions = all
      .filter((issue) => ids.has(issue.id))
      .sort((a, b) => Date.parse(a.updated_at) - Date.parse(b.updated_at));
    expect(versions).toHaveLength(69);
    const fetched = answersWith(versions.map(inOneProject));
    await expectSameEnd(fetched);
  });
});

/** The recordings hold labels as titles only; the client asks for objects. */
function withLabelObjects(issue: WireIssue): WireIssue {
  return { ...issue, labels: issue.labels.map((label) => (typeof label === "string" ? wireLabel(label) : label)) };
}

/** Recordings of several GitLabs and projects share numbers. */
function inOneProject(issue: WireIssue): WireIssue {
  return { ...issue, iid: issue.id % 2_000_000_000 };
}

/** The nth answer has the nth version of each issue, since what becomes of one does not depend on the others. */
function answersWith(versions: readonly WireIssue[]): Fetched[] {
  const began = Math.max(...versions.map((issue) => Date.parse(issue.updated_at))) + 1_000;
  const answers: Fetched[] = [];
  for (const ofOneIssue of Map.groupBy(versions, (issue) => issue.id).values()) {
    for (const [index, issue] of ofOneIssue.entries()) {
      answers[index] ??= { issues: [], fetchStartedAt: new Date(began + index) };
      answers[index].issues.push(issue);
    }
  }
  return answers;
}
