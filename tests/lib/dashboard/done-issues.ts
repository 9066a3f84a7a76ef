import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { wireLabelEventSchema, wireStateEventSchema } from "@/lib/gitlab/schemas.ts";
import { applyHistory } from "@/lib/history/apply.ts";
import { applyAll, storeProject } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

/** Berlin, where noon in UTC is 13:00 until the clocks go forward on 29 March. 1 March is a Sunday. */
export const clock = { now: new Date("2026-03-31T10:00:00Z"), zone: "Europe/Berlin" };
export const MARCH = { from: "2026-03-01", to: "2026-03-31" };
export const FEBRUARY = { from: "2026-02-01", to: "2026-02-28" };
export const HOLIDAYS = ["2026-03-10"];
export const ME_MYSELF = { ...wireUser(3, "Me Myself"), username: "me" };

const [doing, blocked] = [wireLabel("Doing", 11), wireLabel("Blocked", 12)];
export const [bug, otherBug] = [wireLabel("bug", 13), wireLabel("BUG", 14)];

type Happened = readonly [at: string, what: "+Doing" | "-Doing" | "+Blocked" | "-Blocked" | "closed" | "reopened"];
export type Lived = { iid: number; events: readonly Happened[]; [field: string]: unknown };

/** On a day of 2026, at noon in UTC. */
export const noon = (day: string) => `2026-${day}T12:00:00.000Z`;
const closedAt = (at: string) => ({ state: "closed", closed_at: at, updated_at: at });

const SHOP: Lived[] = [
  {
    iid: 1,
    title: "Five days",
    created_at: noon("03-02"),
    ...closedAt(noon("03-09")),
    events: [
      [noon("03-04"), "+Doing"],
      [noon("03-09"), "closed"],
    ],
    labels: [doing, bug],
    assignees: [wireUser(1), wireUser(2)],
  },
  {
    iid: 2,
    title: "Six days and four closed",
    created_at: noon("03-02"),
    ...closedAt(noon("03-13")),
    events: [
      [noon("03-03"), "+Doing"],
      [noon("03-05"), "+Blocked"],
      [noon("03-06"), "-Blocked"],
      [noon("03-07"), "closed"],
      [noon("03-11"), "reopened"],
      [noon("03-13"), "closed"],
    ],
    labels: [doing, bug],
    assignees: [wireUser(2)],
  },
  {
    iid: 3,
    title: "Two days in February",
    created_at: noon("02-01"),
    ...closedAt(noon("02-04")),
    events: [
      [noon("02-02"), "+Doing"],
      [noon("02-04"), "closed"],
    ],
    labels: [doing, bug],
    assignees: [wireUser(1)],
  },
  {
    iid: 4,
    title: "The last millisecond of February",
    created_at: "2026-02-27T22:59:59.999Z",
    ...closedAt("2026-02-28T22:59:59.999Z"),
    events: [],
    assignees: [wireUser(2)],
  },
  { iid: 5, title: "Not done", ...closedAt(noon("03-10")), events: [], labels: [wireLabel("wontfix")] },
  { iid: 6, title: "Still in work", events: [[noon("03-05"), "+Doing"]], labels: [doing] },
  { iid: 7, title: "Long ago", created_at: noon("01-01"), ...closedAt(noon("01-31")), events: [] },
  { iid: 8, title: "Nobody knows when", ...closedAt(noon("03-10")), closed_at: null, events: [] },
  {
    iid: 9,
    title: "Closed by an event alone",
    created_at: noon("03-17"),
    ...closedAt(noon("03-18")),
    closed_at: null,
    events: [[noon("03-18"), "closed"]],
    assignees: [ME_MYSELF],
  },
];

const WEB: Lived[] = [
  { id: 901, iid: 1, title: "Never in work", created_at: noon("02-20"), ...closedAt(noon("03-20")), events: [] },
  {
    id: 902,
    iid: 2,
    title: "Confidential, laid aside, after midnight in Berlin",
    confidential: true,
    created_at: noon("03-01"),
    ...closedAt("2026-03-16T23:30:00.000Z"),
    events: [
      [noon("03-02"), "+Doing"],
      [noon("03-04"), "-Doing"],
      [noon("03-06"), "+Blocked"],
      ["2026-03-16T23:30:00.000Z", "closed"],
    ],
    labels: [blocked, bug, otherBug],
    assignees: [wireUser(1)],
  },
];

/** What was done in February and March 2026, in two projects, with its history. */
export async function storeDoneIssues(db: Db): Promise<void> {
  const shop = await storeProject(db, 7, "acme/shop");
  const web = await storeProject(db, 8, "acme/web");
  await db.project.update({ where: { id: web }, data: { historyFrom: new Date("2026-02-09T23:00:00Z") } });
  await storeLived(db, shop, SHOP);
  await storeLived(db, web, WEB);
  // Whoever has it now, it is credited to those who had it at the close.
  const [, , february] = SHOP;
  await applyAll(db, shop, [
    wireIssue({ ...february, events: undefined, assignees: [wireUser(2)], updated_at: noon("03-01") }),
  ]);
}

/** Issues of a project as GitLab shows them now, then what it tells of their past. */
export async function storeLived(db: Db, projectId: string, lived: readonly Lived[]): Promise<void> {
  await applyAll(
    db,
    projectId,
    lived.map((fields) => wireIssue({ ...fields, events: undefined })),
  );
  const stored = await db.issue.findMany({ where: { projectId }, select: { id: true, iid: true } });
  const idOf = new Map(stored.map(({ id, iid }) => [iid, id]));
  const histories = lived.map(({ iid, events }) => ({ issueId: idOf.get(iid) ?? "", history: historyOf(events) }));
  await transaction(db, (tx) => applyHistory(tx, { projectId, histories, fetchStartedAt: new Date() }));
}

let lastEventId = 0;

function historyOf(events: readonly Happened[]) {
  const about = (at: string) => ({ id: (lastEventId += 1), created_at: at, user: null });
  return {
    labelEvents: events.flatMap(([at, what]) => {
      const label = what.endsWith("Doing") ? doing : what.endsWith("Blocked") ? blocked : null;
      const action = what.startsWith("+") ? "add" : "remove";
      return label === null ? [] : [wireLabelEventSchema.parse({ ...about(at), action, label })];
    }),
    stateEvents: events.flatMap(([at, state]) =>
      state === "closed" || state === "reopened" ? [wireStateEventSchema.parse({ ...about(at), state })] : [],
    ),
  };
}
