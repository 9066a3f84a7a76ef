/** Gives the demo GitLab and the product a past that questions can be asked about. Imports nothing of the product. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { firstMoment, type Instants } from "../reckoning/filters/choose.ts";
import { dayAfter, localDay } from "../reckoning/filters/days.ts";
import { createMemory, type Memory, type OverrideChange } from "../reckoning/memory.ts";
import { readHistory } from "../reckoning/history.ts";
import { readListing, type ListedIssue, type Listing } from "../reckoning/world.ts";

/** Where it happens, and where its days begin. `settle`: the product has taken in everything, also what GitLab has no more. `issueIds`: the product's, by GitLab's. */
export type Place = {
  zone: string;
  gitlab: { url: string; token: string; edit(edit: Record<string, unknown>): Promise<unknown> };
  bootstrap(): Promise<void>;
  settle(): Promise<void>;
  issueIds(): Promise<ReadonlyMap<number, string>>;
  override(issueId: string, change: Record<string, unknown>): Promise<Response>;
};

export type Past = { memory: Memory; listing: Listing; instants: Instants };

/** Titles that a list of values could take for something else. */
const ODD_TITLES = ["Q1, 2026", "!important", "none", "back\\slash", "Überfällig"];
const BETWEEN_MS = 5;
const A_WHILE_MS = 40 * 86_400_000;

/** Odd labels, the bootstrap, edits, overrides, and edits again; between them a moment is noted that nothing was written at. */
export async function makePast(place: Place): Promise<Past> {
  const memory = createMemory();
  const instants: Record<string, number> = {};
  const rest = async (name: string): Promise<Listing> => {
    await place.settle();
    const listing = await readListing(place.gitlab);
    memory.observe({ listing, history: await readHistory(place.gitlab), at: Date.now() });
    await sleep(BETWEEN_MS);
    instants[name] = Date.now();
    await sleep(BETWEEN_MS);
    return listing;
  };
  await nameLabelsOddly(place);
  await place.bootstrap();
  const before = await rest("after.bootstrap");
  const closed = await edit(place, before);
  await endOtherwise(place, before, closed);
  const between = await rest("after.edits");
  await overrideSome(place, between, memory);
  await rest("after.overrides");
  await editAgain(place, between, closed);
  return { memory, listing: await rest("after.all"), instants };
}

/** The commonest labels that say nothing about a status. */
async function nameLabelsOddly({ gitlab }: Place): Promise<void> {
  const { titles, issues } = await readHistory(gitlab);
  const carried = issues.flatMap(({ label_ids }) => label_ids);
  const counts = new Map([...titles.keys()].map((id) => [id, carried.filter((other) => other === id).length]));
  const silent = [...titles].filter(([, title]) =>
    /^(area|type|priority)\b|^(customer|regression|tech debt|quick win)$/.test(title),
  );
  const commonest = silent.toSorted(([a], [b]) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
  for (const [index, new_name] of ODD_TITLES.entries()) {
    await gitlab.edit({ kind: "update_label", label_id: commonest[2 * index + 1]?.[0], fields: { new_name } });
  }
}

/** Every so manieth of a list, so many of them; the order is GitLab's. */
function some(issues: readonly ListedIssue[], count: number, first = 0): ListedIssue[] {
  const step = Math.max(1, Math.floor(issues.length / count));
  return issues.filter((_issue, index) => index >= first && (index - first) % step === 0).slice(0, count);
}

/** Answers those that were closed. */
async function edit({ gitlab, zone }: Place, { issues }: Listing): Promise<ListedIssue[]> {
  const update = (issue: ListedIssue, fields: object) =>
    gitlab.edit({ kind: "update_issue", project_id: issue.project_id, iid: issue.iid, fields });
  const all = [...issues.values()];
  const open = all.filter(({ state }) => state === "opened");
  const assigned = open.filter(({ assignees }) => assignees.length > 0);
  const closing = some(assigned, 16);
  for (const issue of closing) await update(issue, { state_event: "close" });
  const others = open.filter((issue) => !closing.includes(issue));
  const done = all.filter(({ state }) => state === "closed");
  for (const issue of some(done, 10)) await update(issue, { state_event: "reopen" });
  for (const [index, issue] of some(others, 20).entries()) await update(issue, { due_date: dueIn(index * 4 - 40) });
  for (const issue of some(
    others.filter(({ due_date }) => due_date !== null),
    5,
  ))
    await update(issue, { due_date: "" });
  for (const issue of some(others, 12, 3)) await update(issue, { add_labels: ["Doing", "customer"] });
  for (const issue of some(others, 4, 5))
    await update(issue, { confidential: true, title: `Zwiebelkuchen ${issue.title}` });
  const people = [...new Set(all.flatMap(({ assignees }) => assignees.map(({ id }) => id)))];
  for (const [index, issue] of some(others, 12, 7).entries()) {
    await update(issue, { assignee_ids: people.slice(index, index + (index % 3)) });
  }
  const project_id = all[0]?.project_id;
  const created_at = new Date(firstMoment(localDay(Date.now() - A_WHILE_MS, zone), zone)).toISOString();
  await gitlab.edit({ kind: "create_issue", project_id, fields: { title: "Begun at midnight", created_at } });
  for (const issue of some(done, 10, 3).slice(0, 2)) await update(issue, { updated_at: created_at });
  await gitlab.edit({
    kind: "create_issue",
    project_id,
    fields: { title: "Ünïcödé → 🔥 100% _sure_ C:\\temp", labels: ["none"] },
  });
  await gitlab.edit({ kind: "create_issue", project_id, fields: { title: "東京タワーの数量 and iPhone用ケース" } });
  return closing;
}

/**
 * Some are due on the day of their close or the day before: where that is another day in UTC, on the earlier of the two. Others end without
 * a known close, a few of them again.
 */
async function endOtherwise(
  { gitlab, zone }: Place,
  { issues }: Listing,
  closed: readonly ListedIssue[],
): Promise<void> {
  const update = ({ project_id, iid }: ListedIssue, change: object) =>
    gitlab.edit({ kind: "update_issue", project_id, iid, ...change });
  const all = [...issues.values()];
  const ended = all.flatMap((issue) => (issue.closed_at === null ? [] : { issue, at: issue.closed_at }));
  for (const [index, { issue, at }] of ended.slice(-8).entries()) {
    await update(issue, { fields: { due_date: dayAfter(localDay(at, zone), -(index % 2)) } });
  }
  const days = ended.map(({ issue, at }) => ({ issue, local: localDay(at, zone), inUtc: localDay(at, "UTC") }));
  for (const { issue, local, inUtc } of days.filter((day) => day.local !== day.inUtc).slice(0, 8)) {
    await update(issue, { fields: { due_date: local < inUtc ? local : inUtc } });
  }
  const open = all.filter((issue) => issue.state === "opened" && !closed.includes(issue));
  const done = all.filter(({ state }) => state === "closed");
  const reopened = some(done, 10).slice(0, 2); // by `edit`, just now
  for (const issue of [...some(open, 10, 9), ...reopened]) {
    await update(issue, { fields: { state_event: "close" }, unrecorded: true });
  }
}

/** Those that were closed are given to others, reopened, and in part closed again, which is another close; some vanish. */
async function editAgain(place: Place, { issues }: Listing, closed: readonly ListedIssue[]): Promise<void> {
  const { gitlab } = place;
  const at = ({ project_id, iid }: ListedIssue) => ({ project_id, iid });
  const update = (issue: ListedIssue, fields: object) => gitlab.edit({ kind: "update_issue", ...at(issue), fields });
  const all = [...issues.values()];
  const before = all.filter(({ state, id }) => state === "closed" && !closed.some((other) => other.id === id));
  const people = [...new Set(all.flatMap(({ assignees }) => assignees.map(({ id }) => id)))];
  for (const [index, issue] of [...closed.slice(0, 10), ...some(before, 8)].entries()) {
    await update(issue, { assignee_ids: index % 4 === 3 ? [] : [people[index % people.length]] });
  }
  for (const issue of closed.slice(8, 14)) await update(issue, { state_event: "reopen" });
  await place.settle();
  for (const issue of closed.slice(8, 12)) {
    await update(issue, { state_event: "close", assignee_ids: people.slice(0, 2) });
  }
  const open = all.filter(({ state, due_date }) => state === "opened" && due_date !== null);
  for (const issue of some(open, 6)) await update(issue, { due_date: dueIn(-2) });
  const target = all.at(-1)?.project_id;
  const movable = all.filter(({ project_id, id }) => project_id !== target && !closed.some((other) => other.id === id));
  for (const issue of some(movable, 8).slice(1, 3))
    await gitlab.edit({ kind: "move_issue", ...at(issue), to_project_id: target });
  for (const issue of [...some(open, 5, 2).slice(0, 3), ...some(before, 5, 1).slice(0, 2)]) {
    await gitlab.edit({ kind: "delete_issue", ...at(issue) });
  }
}

/** Where there is no such project or day any more, GitLab says no; those days are counted from UTC's today. */
function dueIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

const NOTES = [
  "Ask the vendor about Xylophon",
  "Wartet auf Freigabe: Xylophon 2 with a basket",
  "zurückgestellt, siehe #12",
  "q: vendor?",
];
const STATUSES = ["in_progress", "blocked", "not_started", null] as const;
const answerSchema = z.object({
  override_events: z.array(z.object({ field: z.string(), changed_at: z.string() })),
  override: z.object({ updated_at: z.string() }),
});

async function overrideSome(place: Place, { issues }: Listing, memory: Memory): Promise<void> {
  const ids = await place.issueIds();
  const write = async ({ id }: ListedIssue, change: Omit<OverrideChange, "at">): Promise<void> => {
    const { status, notes, targetDate, priority } = change;
    const named = { internal_status: status, internal_notes: notes, target_date: targetDate, priority };
    const answer = await place.override(ids.get(id) ?? `no issue ${id}`, named);
    if (!answer.ok) throw new Error(`an override was answered ${answer.status}: ${await answer.text()}`);
    const { override, override_events: events } = answerSchema.parse(await answer.json());
    const ofStatus = events
      .filter(({ field }) => field === "internal_status")
      .map((event) => Date.parse(event.changed_at));
    const at = status === undefined ? Date.parse(override.updated_at) : Math.max(...ofStatus);
    memory.override(id, { at, ...change });
  };
  const all = [...issues.values()];
  for (const [index, issue] of some(all, 40).entries()) await write(issue, { priority: (index % 5) + 1 });
  for (const [index, issue] of some(all, 30, 2).entries()) await write(issue, { targetDate: dueIn(index * 3 - 45) });
  const open = all.filter(({ state }) => state === "opened");
  for (const [index, issue] of some(open, 12, 1).entries()) await write(issue, { status: STATUSES[index % 3] ?? null });
  for (const [index, issue] of some(open, 8, 4).entries())
    await write(issue, { notes: NOTES[index % NOTES.length] ?? null });
  for (const issue of some(open, 12, 1).slice(0, 2)) await write(issue, { status: null });
  for (const issue of some(all, 40).slice(0, 3)) await write(issue, { priority: null });
  for (const issue of some(all, 30, 2).slice(0, 3)) await write(issue, { targetDate: null });
}
