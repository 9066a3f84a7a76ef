import type { Epic, Group, Iteration, LabelOwner, Milestone, Project } from "../model.ts";
import { DAY_MS, plainDate } from "./calendar.ts";

const FIRST_MILESTONE_ID = 9_001;
const FIRST_EPIC_ID = 3_001;
const FIRST_ITERATION_ID = 6_001;
const MONTHS_BACK = 14;
const MONTHS_AHEAD = 3;
const RELEASES = 9;
const RELEASE_DAYS = 45;
const ITERATION_DAYS = 14;
const ITERATIONS = 26;

const EPICS = [
  "Same-day delivery in every city",
  "Leave the legacy shop",
  "One account for household members",
  "Half the refund calls",
  "Baskets that survive a change of device",
  "Accessible by spring",
];

/** Milestones: one a month for the two product departments, a few versions for the app. Closed when their day is over. */
export function createMilestones(groups: readonly Group[], projects: readonly Project[], base: number): Milestone[] {
  const milestones: Milestone[] = [];
  const add = (owner: LabelOwner, { start, due, startDate, ...plan }: MilestonePlan) => {
    const id = FIRST_MILESTONE_ID + milestones.length;
    const state = due < base ? "closed" : "active";
    milestones.push({ ...owner, ...plan, id, state, createdAt: start, startDate, dueDate: plainDate(due) });
  };
  for (const group of groups.filter(({ path }) => path === "shop" || path === "logistics")) {
    for (const month of months(base)) add({ projectId: null, groupId: group.id }, month);
  }
  const app = projects.find(({ path }) => path === "shopper-app");
  if (app) for (const release of releases(base)) add({ projectId: app.id, groupId: null }, release);
  return milestones;
}

export function createEpics(groups: readonly Group[]): Epic[] {
  const root = groups.find(({ parentId }) => parentId === null);
  return EPICS.map((title, index) => ({ id: FIRST_EPIC_ID + index, iid: index + 1, groupId: root?.id ?? 0, title }));
}

/** Two weeks each, the last one running now. */
export function createIterations(groups: readonly Group[], base: number): Iteration[] {
  const group = groups.find(({ path }) => path === "shop");
  const today = Math.floor(base / DAY_MS) * DAY_MS;
  return Array.from({ length: ITERATIONS }, (_, index) => {
    const start = today - ((ITERATIONS - 1 - index) * ITERATION_DAYS + 4) * DAY_MS;
    const dates = { startDate: plainDate(start), dueDate: plainDate(start + (ITERATION_DAYS - 1) * DAY_MS) };
    return { id: FIRST_ITERATION_ID + index, iid: index + 1, groupId: group?.id ?? 0, ...dates };
  });
}

type MilestonePlan = {
  iid: number;
  title: string;
  description: string;
  start: number;
  due: number;
  startDate: string | null;
};

function months(base: number): MilestonePlan[] {
  const now = new Date(base);
  return Array.from({ length: MONTHS_BACK + MONTHS_AHEAD + 1 }, (_, index) => {
    const month = now.getUTCMonth() + index - MONTHS_BACK;
    const start = Date.UTC(now.getUTCFullYear(), month, 1);
    const startDate = plainDate(start);
    const due = Date.UTC(now.getUTCFullYear(), month + 1, 0);
    return { iid: index + 1, title: startDate.slice(0, 7), description: "", start, due, startDate };
  });
}

function releases(base: number): MilestonePlan[] {
  return Array.from({ length: RELEASES }, (_, index) => {
    const due = base + ((index + 1) * RELEASE_DAYS - 360) * DAY_MS;
    const start = due - RELEASE_DAYS * DAY_MS;
    return { iid: index + 1, title: `v4.${index + 1}`, description: "App release", start, due, startDate: null };
  });
}
