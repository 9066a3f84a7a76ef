import { dayInWords } from "@/lib/time-wording.ts";
import { CHANGE_DEFINITIONS } from "./wording/change.ts";
import { CLOCK_DEFINITIONS } from "./wording/clock.ts";
import type { Definition } from "./wording/definition.ts";
import { DONE_DEFINITIONS, PEOPLE_DEFINITIONS } from "./wording/done.ts";
import { STATUS_DEFINITIONS } from "./wording/status.ts";
import { TRUST_DEFINITIONS } from "./wording/trust.ts";
import { DUE_DEFINITIONS, WORK_DEFINITIONS } from "./wording/work.ts";

/** Every definition in the order of the help page, which shows them and nothing else. */
export const DEFINITION_GROUPS = [
  { id: "statuses", title: "Statuses", definitions: STATUS_DEFINITIONS },
  { id: "work", title: "Work in progress", definitions: WORK_DEFINITIONS },
  { id: "dates", title: "Due dates", definitions: DUE_DEFINITIONS },
  { id: "done", title: "What was done, and how long it took", definitions: DONE_DEFINITIONS },
  { id: "changes-within", title: "What happened", definitions: CHANGE_DEFINITIONS },
  { id: "people", title: "People", definitions: PEOPLE_DEFINITIONS },
  { id: "time", title: "Days and time", definitions: CLOCK_DEFINITIONS },
  { id: "trust", title: "How far to trust a figure", definitions: TRUST_DEFINITIONS },
] as const;

/** The name of a definition; a figure that links to one which is not there does not compile. */
export type DefinitionId = (typeof DEFINITION_GROUPS)[number]["definitions"][number]["id"];

const BY_ID = new Map<string, Definition>(
  DEFINITION_GROUPS.flatMap(({ definitions }) => definitions.map((one): [string, Definition] => [one.id, one])),
);

/** The definition of that name. `see` names others; undefined where there is none of the name. */
export function definitionOf(id: string): Definition | undefined {
  return BY_ID.get(id);
}

/** Where a definition stands on the help page: what a figure links to. */
export function definitionHref(id: DefinitionId): string {
  return `/help#${id}`;
}

/** On how many a figure rests (definition: Coverage): "42 of 57 had a recorded start". */
export function coverageWords({ known, total }: { known: number; total: number }): string {
  return `${known.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} had a recorded start`;
}

/** What stands beside a figure that reaches back too far (definition: Incomplete before): "incomplete before 7 Mar 2026". */
export function incompleteWords(firstWholeDay: string): string {
  return `incomplete before ${dayInWords(firstWholeDay)}`;
}
