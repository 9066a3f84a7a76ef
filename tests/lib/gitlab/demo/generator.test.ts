import { describe, expect, it } from "vitest";
import { generateWorld } from "@/lib/gitlab/demo/generator/generate.ts";
import type { Issue, World } from "@/lib/gitlab/demo/model.ts";
import { BASE } from "./start.ts";

const world = generateWorld({ seed: 1, issues: 3_000, base: BASE });
const titles = new Map(world.labels.map((label) => [label.id, label.title.toLowerCase()]));
const open = world.issues.filter((issue) => issue.state === "opened");

const DOING = [
  "workflow::in dev",
  "workflow::in review",
  "doing",
  "in review",
  "status::in progress",
  "status::in review",
];
const BLOCKED = ["workflow::blocked", "blocked", "on hold", "status::blocked"];

function share(issues: readonly Issue[], wanted: readonly string[]): number {
  const carrying = issues.filter((issue) => issue.labelIds.some((id) => wanted.includes(titles.get(id) ?? "")));
  return carrying.length / issues.length;
}

function replayLabels({ labelEvents }: World): Map<number, Set<number>> {
  const carried = new Map<number, Set<number>>();
  for (const event of labelEvents.toSorted((a, b) => a.id - b.id)) {
    const labels = carried.get(event.issueId) ?? new Set<number>();
    if (event.action === "add") labels.add(event.labelId);
    else labels.delete(event.labelId);
    carried.set(event.issueId, labels);
  }
  return carried;
}

describe("a generated backlog", () => {
  it("has exactly as many issues as asked for, down to none", () => {
    expect(world.issues).toHaveLength(3_000);
    for (const issues of [0, 1, 7]) expect(generateWorld({ seed: 1, issues, base: BASE }).issues).toHaveLength(issues);
  });

  it("is the same for the same seed, count and moment, and another for another seed", () => {
    const small = { issues: 120, base: BASE };
    const first = JSON.stringify(generateWorld({ seed: 5, ...small }));
    expect(JSON.stringify(generateWorld({ seed: 5, ...small }))).toBe(first);
    expect(JSON.stringify(generateWorld({ seed: 6, ...small }))).not.toBe(first);
  });

  it("has label events that replay to the labels each issue carries", () => {
    const carried = replayLabels(world);
    for (const issue of world.issues) {
      expect(carried.get(issue.id) ?? new Set(), issue.title).toEqual(new Set(issue.labelIds));
      expect(new Set(issue.labelIds).size).toBe(issue.labelIds.length);
    }
  });

  it("puts an issue into one column of its board at a time", () => {
    const columns = new Set([...DOING, ...BLOCKED, "to do", "status::to do", "workflow::ready for development"]);
    for (const issue of world.issues) {
      const own = issue.labelIds.map((id) => titles.get(id) ?? "").filter((title) => columns.has(title));
      expect(own.length, own.join()).toBeLessThan(2);
    }
  });

  it("has state events that alternate and end in each issue's state and close", () => {
    for (const issue of world.issues) {
      const events = world.stateEvents.filter((event) => event.issueId === issue.id);
      const states = events.map((event) => event.state);
      expect(states).toEqual(states.map((_, index) => (index % 2 === 0 ? "closed" : "reopened")));
      expect(issue.state).toBe(states.at(-1) === "closed" ? "closed" : "opened");
      expect(issue.closedAt).toBe(issue.state === "closed" ? events.at(-1)?.at : null);
      expect(issue.closedById).toBe(issue.state === "closed" ? events.at(-1)?.userId : null);
    }
  });

  it("tells each issue's events in time, none before its creation or after now", () => {
    const createdAt = new Map(world.issues.map((issue) => [issue.id, issue.createdAt]));
    for (const event of [...world.labelEvents, ...world.stateEvents]) {
      expect(event.at).toBeGreaterThanOrEqual(createdAt.get(event.issueId) ?? Infinity);
      expect(event.at).toBeLessThanOrEqual(BASE.getTime());
    }
  });

  it("gives every issue an id of its own and numbers each project from 1 without a gap", () => {
    expect(new Set(world.issues.map(({ id }) => id)).size).toBe(world.issues.length);
    for (const { id } of world.projects) {
      const iids = world.issues.filter((issue) => issue.projectId === id).map(({ iid }) => iid);
      expect(iids.toSorted((a, b) => a - b)).toEqual(iids.map((_, index) => index + 1));
    }
  });

  it("looks like a company: about three in ten open, a quarter of these in progress, some blocked", () => {
    expect(open.length / world.issues.length).toBeGreaterThan(0.24);
    expect(open.length / world.issues.length).toBeLessThan(0.34);
    expect(share(open, DOING)).toBeGreaterThan(0.2);
    expect(share(open, DOING)).toBeLessThan(0.3);
    expect(share(open, BLOCKED)).toBeGreaterThan(0.03);
    expect(share(open, BLOCKED)).toBeLessThan(0.08);
    expect(new Set(world.issues.map(({ title }) => title)).size).toBeGreaterThan(2_900);
  });

  it("was touched minutes ago, and never in the future", () => {
    const newest = Math.max(...world.issues.map(({ updatedAt }) => updatedAt));
    expect(BASE.getTime() - newest).toBeLessThan(5 * 60_000);
    expect(newest).toBeLessThanOrEqual(BASE.getTime());
  });

  it("closes a moved issue and has its twin in another project, created when the old one was", () => {
    const moved = world.issues.filter(({ movedToId }) => movedToId !== null);
    expect(moved.length).toBeGreaterThan(5);
    for (const issue of moved) {
      const twin = world.issues.find(({ id }) => id === issue.movedToId);
      expect(issue.state).toBe("closed");
      expect(twin).toMatchObject({ title: issue.title, createdAt: issue.createdAt });
      expect(twin?.projectId).not.toBe(issue.projectId);
    }
  });

  it("closes duplicates with their label and points to an older issue of the project", () => {
    const duplicates = world.issues.filter(({ duplicateOfId }) => duplicateOfId !== null);
    expect(duplicates.length).toBeGreaterThan(10);
    for (const issue of duplicates) {
      const original = world.issues.find(({ id }) => id === issue.duplicateOfId);
      expect(issue.state).toBe("closed");
      expect(issue.labelIds.map((id) => titles.get(id))).toContain("duplicate");
      expect(original?.projectId).toBe(issue.projectId);
      expect(original?.iid).toBeLessThan(issue.iid);
    }
  });

  it("knows people who left, the ghost, missing authors, several assignees, and every script", () => {
    const text = world.issues.map(({ title }) => title).join("\n");
    for (const script of [
      "Han",
      "Hiragana",
      "Cyrillic",
      "Greek",
      "Devanagari",
      "Arabic",
      "Hebrew",
      "Emoji_Presentation",
    ]) {
      const property = script === "Emoji_Presentation" ? script : `Script=${script}`;
      expect(text).toMatch(new RegExp(`\\p{${property}}`, "u"));
    }
    expect(world.users.filter(({ state }) => state === "blocked").length).toBeGreaterThan(3);
    expect(
      world.issues.some(({ authorId }) => authorId === world.users.find((user) => user.username === "ghost")?.id),
    ).toBe(true);
    expect(world.issues.some(({ authorId }) => authorId === null)).toBe(true);
    expect(world.issues.some(({ assigneeIds }) => assigneeIds.length >= 3)).toBe(true);
    expect(world.issues.filter(({ confidential }) => confidential).length / 3_000).toBeCloseTo(0.05, 1);
    expect(text).toContain("<script>");
  });

  it("only uses labels that the issue's project may carry, in colours that are colours", () => {
    const labels = new Map(world.labels.map((label) => [label.id, label]));
    for (const label of world.labels) expect(label.color).toMatch(/^#[0-9A-F]{6}$/);
    for (const issue of world.issues) {
      const own = issue.labelIds.map((id) => labels.get(id)?.projectId).filter((projectId) => projectId !== null);
      expect(new Set([issue.projectId, ...own]).size).toBe(1);
    }
  });
});
