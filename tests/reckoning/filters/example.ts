import type { Asking, Person, PlainIssue } from "./plain.ts";

export const ADA: Person = { id: 1, uuid: "u-1", username: "ada", name: "Ada Ünal" };
export const BOB: Person = { id: 2, uuid: "u-2", username: "bob", name: "Bob" };
export const ZONE = "Asia/Kathmandu";
/** Two in the morning in Kathmandu, of the day after UTC's. */
export const NOW = Date.parse("2026-03-10T20:15:00Z");

export function asking(role: Asking["role"] = "manager"): Asking {
  return { role, now: NOW, zone: ZONE, me: ADA };
}

/** An issue that is nothing but open. */
export function issue(change: Partial<PlainIssue> = {}): PlainIssue {
  return {
    ...{ uuid: "i-1", iid: 7, title: "Basket loses goods", description: null, state: "opened", confidential: false },
    project: { id: 10, uuid: "p-10", path: "acme/shop", name: "Web shop" },
    ...{ createdAt: at("2026-01-01"), updatedAt: at("2026-03-01"), closedAt: null, dueDate: null },
    ...{ milestone: null, weight: null, type: "issue", author: BOB, assignees: [], labels: [], credited: [] },
    override: { notes: null, targetDate: null, priority: null },
    ...{ writtenAt: at("2026-03-01"), overriddenAt: null, redatedAt: [] },
    ...{ status: "not_started", statusSince: null, wipSince: null, startedAt: null, completedAt: null },
    ...{ cycleSeconds: null, timeline: [] },
    ...change,
  };
}

/** A day or a moment of UTC. */
export function at(text: string): number {
  return Date.parse(text.includes("T") ? text : `${text}T12:00:00Z`);
}
