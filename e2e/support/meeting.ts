import type { Browser } from "@playwright/test";
import { expect } from "@playwright/test";
import { untilAtRest } from "./at-rest.ts";
import { daysAgo } from "./days.ts";
import type { Facts } from "./facts.ts";
import { demoGitLab, type DemoGitLab, type GitLabIssue, type GitLabPerson } from "./gitlab.ts";
import { allIssues, type Listed } from "./own-api.ts";
import { override } from "./questions.ts";
import { signIn } from "./test.ts";

const DAY_MS = 86_400_000;

/** The label that our own issues carry and no others: what the figures of `label=meeting` must be is known beforehand. */
export const LABEL = "meeting";

/** Created so many days ago, with a label that says its status; `whose` are places among the three people, `due` days from today. */
type Plan = { age: number; label?: string; whose: readonly number[]; due?: number; close?: true };

const [ANA, BEN, CLEO] = [0, 1, 2];
export const PLANS = {
  "Worked on": { age: 9, label: "Doing", whose: [ANA] },
  "Worked on by two": { age: 3, label: "Doing", whose: [ANA, BEN], due: 1 },
  "Held up": { age: 5, label: "Blocked", whose: [BEN], due: -10 },
  "Held up by hand": { age: 7, whose: [BEN], due: -1 },
  Waiting: { age: 40, whose: [] },
  Slipped: { age: 2, whose: [CLEO] },
  "Done on time": { age: 12, label: "Doing", whose: [ANA], due: 1, close: true },
  "Done late": { age: 20, label: "Blocked", whose: [BEN], due: -1, close: true },
  "Done without a date": { age: 2, whose: [], close: true },
  "Given up": { age: 6, label: "wontfix", whose: [ANA], close: true },
  "Back again": { age: 4, label: "Doing", whose: [ANA], close: true },
} as const satisfies Record<string, Plan>;
export type Title = keyof typeof PLANS;

/** The day on which an issue of ours was created, and by its label began. */
export function createdOn(title: Title): string {
  return daysAgo(PLANS[title].age);
}

/** What the label that it was created with says of it. */
export function beginsAs(title: Title): "not_started" | "in_progress" | "blocked" {
  const { label }: Plan = PLANS[title];
  if (label === "Doing") return "in_progress";
  return label === "Blocked" ? "blocked" : "not_started";
}

/** The titles of ours among others. */
export function oursOf(issues: readonly Listed[]): string[] {
  const ours = issues.filter(({ labels }) => labels.some(({ title }) => title === LABEL));
  return ours.map(({ title }) => title).toSorted();
}

export const TITLES = Object.keys(PLANS).filter((title): title is Title => Object.hasOwn(PLANS, title));
/** How they stand in the end. */
export const IN_PROGRESS: Title[] = ["Worked on", "Worked on by two", "Back again"];
export const BLOCKED: Title[] = ["Held up", "Held up by hand"];
export const NOT_STARTED: Title[] = ["Waiting", "Slipped"];
export const COMPLETED: Title[] = ["Done on time", "Done late", "Done without a date"];
export const GIVEN_UP: Title = "Given up";
export const REOPENED: Title = "Back again";
/** The target dates of what slipped, as a manager has set them one after the other. */
export const SLIPPED_TO = [1, 3, 8] as const;
export const NOTES = "Waits for the supplier";

export type Meeting = { project: string; people: readonly GitLabPerson[] };

/** Makes the issues in the demo GitLab, has them mirrored, closes what was done and reopens what was not. */
export async function prepareMeeting(stack: Facts, browser: Browser): Promise<Meeting> {
  const gitlab = demoGitLab(stack);
  await forgetTheLast(gitlab);
  const { project, people } = await findProject(gitlab);
  const issues = new Map<Title, GitLabIssue>();
  for (const title of TITLES) issues.set(title, await gitlab.create(project.id, fieldsOf(title, people)));
  await untilMirrored(gitlab, stack); // each is seen open before it is closed: so it is known whose it was at the close
  for (const [title, issue] of issues) {
    if ("close" in PLANS[title]) await gitlab.edit(issue, { state_event: "close" });
  }
  const closedAt = Date.now();
  await setByHand(stack, browser);
  await untilMirrored(gitlab, stack); // and what is reopened was seen closed
  await untilAnotherSecond(closedAt);
  const reopened = issues.get(REOPENED);
  if (reopened) await gitlab.edit(reopened, { state_event: "reopen" });
  await untilMirrored(gitlab, stack);
  return { project: project.path_with_namespace, people };
}

/** Of one second only the last change counts: what is reopened in the second of its close was never closed. */
async function untilAnotherSecond(since: number): Promise<void> {
  const second = (at: number) => Math.floor(at / 1_000);
  await expect.poll(() => second(Date.now())).toBeGreaterThan(second(since));
}

async function untilMirrored(gitlab: DemoGitLab, stack: Facts): Promise<void> {
  await expect.poll(() => gitlab.pendingWebhooks()).toBe(0);
  await untilAtRest(stack);
}

/** After a failure the specs go on in a new process, which prepares anew. */
async function forgetTheLast(gitlab: DemoGitLab): Promise<void> {
  for (const { id } of await gitlab.projects()) {
    for (const issue of await gitlab.issues(id, `labels=${LABEL}&state=all`)) {
      await gitlab.edit(issue, { remove_labels: LABEL });
    }
  }
}

/** One with three people who are assigned to something. */
async function findProject(gitlab: DemoGitLab) {
  for (const project of await gitlab.projects()) {
    const issues = await gitlab.issues(project.id, "state=opened&confidential=false");
    const found = new Map(issues.flatMap(({ assignees }) => assignees.map((person) => [person.id, person])));
    const people = [...found.values()].slice(0, 3);
    if (people.length === 3) return { project, people };
  }
  throw new Error("no project of the demo GitLab has three people who are assigned to something");
}

function fieldsOf(title: Title, people: readonly GitLabPerson[]) {
  const plan: Plan = PLANS[title];
  return {
    title,
    labels: [LABEL, ...(plan.label === undefined ? [] : [plan.label])].join(","),
    created_at: new Date(Date.now() - plan.age * DAY_MS).toISOString(),
    assignee_ids: plan.whose.flatMap((place) => people[place]?.id ?? []),
    ...(plan.due === undefined ? {} : { due_date: daysAgo(-plan.due) }),
  };
}

/** What only a manager can do: hold up an issue with a word why, and move a target date twice. */
async function setByHand(stack: Facts, browser: Browser): Promise<void> {
  const context = await browser.newContext({ baseURL: stack.url });
  try {
    await signIn(context.request, stack.url, "manager");
    const page = await context.newPage();
    const issues = await allIssues(page.request, `label=${LABEL}`);
    const [heldUp, slipped] = ["Held up by hand", "Slipped"].map((name) => issues.find(({ title }) => title === name));
    if (!heldUp || !slipped) throw new Error("our own issues are not mirrored");
    expect(issues).toHaveLength(TITLES.length);
    await override(page, stack, heldUp, { internal_status: "blocked", internal_notes: NOTES });
    for (const later of SLIPPED_TO) await override(page, stack, slipped, { target_date: daysAgo(-later) });
  } finally {
    await context.close();
  }
}
