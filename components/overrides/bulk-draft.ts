import { isOverrideStatus } from "@/lib/status/wording.ts";
import type { BulkEdit } from "./use-bulk-override.ts";

/** The choices of the form; `day` and `text` belong to the choices that need them. */
export type BulkDraft = { status: string; priority: string; target: string; day: string; notes: string; text: string };

export const KEEP = "keep";
export const CLEAR = "clear";
export const KEEP_ALL: BulkDraft = { status: KEEP, priority: KEEP, target: KEEP, day: "", notes: KEEP, text: "" };

/** What the choices change; null where they change nothing or one is not finished. */
export function editOf(draft: BulkDraft): BulkEdit | null {
  const { status, priority, target, day, notes, text } = draft;
  const isUnfinished = (target === "set" && day === "") || (["append", "set"].includes(notes) && text.trim() === "");
  const edit: BulkEdit = {
    ...(status !== KEEP && { internal_status: isOverrideStatus(status) ? status : null }),
    ...(priority !== KEEP && { priority: priority === CLEAR ? null : Number(priority) }),
    ...(target !== KEEP && { target_date: target === CLEAR ? null : day }),
    ...(notes === "append" && { append_notes: text.trim() }),
    ...(notes === "set" && { internal_notes: text.trim() }),
    ...(notes === CLEAR && { internal_notes: null }),
  };
  return isUnfinished || Object.keys(edit).length === 0 ? null : edit;
}
