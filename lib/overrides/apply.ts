import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import type { AppError } from "@/lib/errors.ts";
import { reprojectIssues } from "@/lib/issues/reproject.ts";
import { storeNoteWords } from "@/lib/search/store.ts";
import { shareRules } from "@/lib/status/queries.ts";
import { refuseAmong, refuseOne, type Refused } from "./refuse.ts";
import { etagOf } from "./queries.ts";
import {
  MAX_NOTE_CHARACTERS,
  OVERRIDE_FIELDS,
  type IssueChange,
  type OverrideChange,
  type OverridesChanged,
} from "./schema.ts";
import {
  lockIssues,
  readStoredOverrides,
  storeOverrides,
  type OverrideFieldChange,
  type OverrideValues,
  type OverrideWrite,
  type StoredOverride,
} from "./store.ts";

type By = Pick<Reader, "id" | "email">;

export type OverrideRequest = {
  issueId: string;
  change: OverrideChange;
  reader: By;
  /** The `etag` the person saw; without it the change is made whatever stands now. */
  ifMatch?: string;
};

/**
 * Changes an issue's override: null clears a field, an absent one stays. The values, the audit and the issue's status and timeline
 * are committed together. A change to what already stands writes nothing.
 * @throws AppError `not_found`; `precondition_failed` where someone else changed the override since it was read.
 */
export async function applyOverride(db: Db, { issueId, change, reader, ifMatch }: OverrideRequest): Promise<void> {
  const changes = [{ id: issueId.toLowerCase(), if_match: ifMatch, ...change }];
  await transaction(db, (tx) => changeLocked(tx, { changes, reader, refuse: refuseOne }));
}

/**
 * The same for many issues, each named once: all of it or nothing. Answers how many changed, and what takes that back.
 * @throws AppError `not_found`, `precondition_failed` or `invalid_request` with a fault for each change that cannot be made,
 * the first hundred of them, named as `body.changes.<index>`.
 */
export async function applyOverrides(
  db: Db,
  { changes, reader }: { changes: readonly IssueChange[]; reader: By },
): Promise<OverridesChanged> {
  return transaction(db, (tx) => applyOverridesIn(tx, { changes, reader }));
}

/** As `applyOverrides`, in the transaction of whoever writes more than this. */
export async function applyOverridesIn(
  tx: Tx,
  { changes, reader }: { changes: readonly IssueChange[]; reader: By },
): Promise<OverridesChanged> {
  const undo = await changeLocked(tx, { changes, reader, refuse: refuseAmong });
  return { changed: undo.length, unchanged: changes.length - undo.length, undo };
}

type Work = { changes: readonly IssueChange[]; reader: By; refuse: (refused: readonly Refused[]) => AppError };
type Planned = OverrideWrite & { before: OverrideValues };

async function changeLocked(tx: Tx, { changes, reader, refuse }: Work): Promise<OverridesChanged["undo"]> {
  const ids = changes.map(({ id }) => id);
  if (changes.some((change) => change.internal_status !== undefined)) await shareRules(tx);
  await lockIssues(tx, ids);
  const stored = await readStoredOverrides(tx, ids);
  const refused = changes.flatMap((change, index) => refusalOf(change, index, stored.get(change.id)) ?? []);
  if (refused.length > 0) throw refuse(refused);
  const writes = changes.flatMap((change) => planned(change, stored.get(change.id)) ?? []);
  if (writes.length === 0) return [];
  const versions = await storeOverrides(tx, { writes, by: reader });
  const noted = writes.filter(({ before, values }) => before.internal_notes !== values.internal_notes);
  await storeNoteWords(
    tx,
    noted.map(({ issueId, values }) => ({ issueId, notes: values.internal_notes })),
  );
  const moved = writes.filter(({ before, values }) => before.internal_status !== values.internal_status);
  await reprojectIssues(
    tx,
    moved.map(({ issueId }) => issueId),
  );
  return writes.map(({ issueId, before, changes: changed }) => ({
    id: issueId,
    if_match: etagOf(versions.get(issueId) ?? 0n),
    ...Object.fromEntries(changed.map(({ field }) => [field, before[field]])),
  }));
}

/** Why a change cannot be made; null where it can. */
function refusalOf(change: IssueChange, index: number, stored: StoredOverride | undefined): Refused | null {
  if (stored === undefined) return { index, code: "not_found", message: `names no issue: ${change.id}` };
  const { if_match: ifMatch, append_notes: appended } = change;
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etagOf(stored.version)) {
    const who = stored.changedBy ?? "someone else";
    return { index, code: "precondition_failed", message: `${stored.reference} was changed by ${who} in the meantime` };
  }
  const { internal_notes: notes } = merge(stored.values, change);
  if (appended !== undefined && notes !== null && notes.length > MAX_NOTE_CHARACTERS) {
    const message = `${stored.reference} would have a note of ${notes.length} characters; ${MAX_NOTE_CHARACTERS} are the most`;
    return { index, code: "invalid_request", message };
  }
  return null;
}

/** What is to be written; null where everything stands already. */
function planned(change: IssueChange, stored: StoredOverride | undefined): Planned | null {
  if (stored === undefined) return null;
  const values = merge(stored.values, change);
  const changes = differences(stored.values, values);
  return changes.length === 0 ? null : { issueId: change.id, before: stored.values, values, changes };
}

/** What the change does not name stays; an empty note is no note. */
function merge(before: OverrideValues, change: Omit<IssueChange, "id">): OverrideValues {
  const { internal_status, internal_notes, target_date, priority, append_notes: appended } = change;
  const notes = appended === undefined ? internal_notes : withParagraph(before.internal_notes, appended);
  return {
    internal_status: internal_status === undefined ? before.internal_status : internal_status,
    internal_notes: notes === undefined ? before.internal_notes : orNothing(notes),
    target_date: target_date === undefined ? before.target_date : target_date,
    priority: priority === undefined ? before.priority : priority,
  };
}

function withParagraph(note: string | null, added: string): string {
  return note === null ? added : `${note}\n\n${added}`;
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
