import type { History, TrueIssue } from "./history.ts";
import type { KeptEvent } from "./product.ts";

type Told = { kind: "label" | "state"; id: number; at: number; action: string; labelId: number | null };

type Kept = { kept: readonly KeptEvent[]; titles: History["titles"]; mustBeWhole: boolean };

/**
 * Whether the raw events that are kept of an issue are GitLab's: one line a fault. A label may be unknown only where it was deleted
 * since; one that exists must be told.
 */
export function rawEventFaults(issue: TrueIssue, { kept, titles, mustBeWhole }: Kept): string[] {
  const told = new Map(toldOf(issue).map((event) => [keyOf(event), event]));
  const here = new Set(kept.map((event) => keyOf(event)));
  const lost = [...told.keys()].filter((key) => mustBeWhole && !here.has(key));
  return [
    ...lost.map((key) => `the event ${key} of GitLab is not kept`),
    ...kept.flatMap((event) => eventFaults(event, told.get(keyOf(event)), titles)),
  ];
}

function eventFaults(event: KeptEvent, told: Told | undefined, titles: History["titles"]): string[] {
  const name = `the kept event ${keyOf(event)}`;
  if (told === undefined) return [`${name} is not GitLab's`];
  const faults: string[] = [];
  if (event.at !== told.at) faults.push(`${name} happened at ${iso(event.at)} instead of ${iso(told.at)}`);
  if (event.action !== told.action) faults.push(`${name} says ${event.action} instead of ${told.action}`);
  const mayBeUnknown = told.labelId !== null && event.label_id === null && !titles.has(told.labelId);
  if (event.label_id !== told.labelId && !mayBeUnknown) {
    faults.push(`${name} is about label ${event.label_id} instead of ${told.labelId}`);
  }
  return faults;
}

function toldOf({ label_events, state_events }: TrueIssue): Told[] {
  return [
    ...label_events.map(({ label_id: labelId, ...event }) => ({ ...event, kind: "label" as const, labelId })),
    ...state_events.map(({ state, ...event }) => ({ ...event, kind: "state" as const, action: state, labelId: null })),
  ];
}

function keyOf({ kind, id }: { kind: string; id: number }): string {
  return `${kind} ${id}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
