import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { reprojectIssues } from "@/lib/issues/reproject.ts";
import { storeNoteWords } from "@/lib/search/store.ts";
import { shareRules } from "@/lib/status/queries.ts";
import { etagOf } from "./queries.ts";
import { OVERRIDE_FIELDS, type OverrideChange } from "./schema.ts";
import {
  lockIssue,
  readStoredOverride,
  storeOverride,
  type OverrideFieldChange,
  type OverrideValues,
} from "./store.ts";

export type OverrideRequest = {
  issueId: string;
  change: OverrideChange;
  reader: Pick<Reader, "id" | "email">;
  /** The `etag` the person saw; without it the change is made whatever stands now. */
  ifMatch?: string;
};

/**
 * Changes an issue's override: null clears a field, an absent one stays. The values, the audit and the issue's status and timeline
 * are committed together. A change to what already stands writes nothing.
 * @throws AppError `not_found`; `precondition_failed` where someone else changed the override since it was read.
 */
export async function applyOverride(db: Db, request: OverrideRequest): Promise<void> {
  await transaction(db, (tx) => changeLocked(tx, request));
}

async function changeLocked(tx: Tx, { issueId, change, reader, ifMatch }: OverrideRequest): Promise<void> {
  if (change.internal_status !== undefined) await shareRules(tx);
  if (!(await lockIssue(tx, issueId))) throw new AppError("not_found", "There is no such issue");
  const { values: before, version } = await readStoredOverride(tx, issueId);
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(version)) {
    throw new AppError("precondition_failed", "The override was changed by someone else since you read it");
  }
  const after = merge(before, change);
  const changes = differences(before, after);
  if (changes.length === 0) return;
  await storeOverride(tx, { issueId, values: after, changes, by: reader });
  if (before.internal_notes !== after.internal_notes) {
    await storeNoteWords(tx, { issueId, notes: after.internal_notes });
  }
  if (before.internal_status !== after.internal_status) await reprojectIssues(tx, [issueId]);
}

/** What the change does not name stays; an empty note is no note. */
function merge(before: OverrideValues, change: OverrideChange): OverrideValues {
  const { internal_status, internal_notes, target_date, priority } = change;
  return {
    internal_status: internal_status === undefined ? before.internal_status : internal_status,
    internal_notes: internal_notes === undefined ? before.internal_notes : orNothing(internal_notes),
    target_date: target_date === undefined ? before.target_date : target_date,
    priority: priority === undefined ? before.priority : priority,
  };
}

function orNothing(note: string | null): string | null {
  return note === "" ? null : note;
}

function differences(before: OverrideValues, after: OverrideValues): OverrideFieldChange[] {
  return OVERRIDE_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    from: asText(before[field]),
    to: asText(after[field]),
  }));
}

function asText(value: string | number | null): string | null {
  return value === null ? null : String(value);
}
