import type { IssueDetail, OverrideDto } from "@/lib/issues/schema.ts";
import type { OverrideChange, OverrideField } from "@/lib/overrides/schema.ts";
import { OVERRIDE_FIELD_WORDS, PRIORITY_WORDS } from "@/lib/overrides/wording.ts";
import { isOverrideStatus, OVERRIDE_WORDS } from "@/lib/status/wording.ts";
import { dayInWords } from "@/lib/time-wording.ts";

/** The state of an override that a person saw when they decided on a change. */
export type Seen = Pick<IssueDetail, "etag" | "override">;

/** Whether somebody else changed, since `seen`, one of the very fields that `change` is about. */
export function collides(change: OverrideChange, seen: OverrideDto, present: OverrideDto): boolean {
  return fieldsOf(change).some((field) => (seen[field] ?? null) !== (present[field] ?? null));
}

/** The change that takes `change` back to what was seen before it. */
export function inverse(change: OverrideChange, seen: OverrideDto): OverrideChange {
  return Object.fromEntries(fieldsOf(change).map((field) => [field, seen[field] ?? null]));
}

/** The issue as it will be, as far as it can be known before the server has answered. */
export function withOverride(issue: IssueDetail, change: OverrideChange): IssueDetail {
  const override = { ...issue.override, ...change };
  const { target_date: target, priority, internal_status: status } = override;
  const shown = { ...issue, override, priority, target_date: target, due: target ?? issue.due_date };
  return issue.state === "opened" && status !== null ? { ...shown, status } : shown;
}

/** A value of a field as people read it; an empty one is `none`. */
export function valueWords(field: OverrideField, value: string | number | null | undefined): string {
  if (value === null || value === undefined || value === "") return "none";
  const text = String(value);
  if (field === "internal_status") return isOverrideStatus(text) ? OVERRIDE_WORDS[text] : text;
  if (field === "priority") return PRIORITY_WORDS[Number(text)] ?? text;
  return field === "target_date" ? dayInWords(text) : text;
}

function fieldsOf(change: OverrideChange): OverrideField[] {
  return FIELDS.filter((field) => change[field] !== undefined);
}

const FIELDS: readonly OverrideField[] = ["internal_status", "internal_notes", "target_date", "priority"];

/** What a change did, for the toast: `Priority: 1, highest`. A note is not repeated. */
export function changeWords(change: OverrideChange): string {
  const [field] = fieldsOf(change);
  if (field === undefined) return "Saved";
  if (field === "internal_notes") return change.internal_notes ? "Notes saved" : "Notes removed";
  return `${OVERRIDE_FIELD_WORDS[field]}: ${valueWords(field, change[field])}`;
}
