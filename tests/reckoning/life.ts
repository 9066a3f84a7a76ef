/** What happened to one issue, as GitLab and the managers know it. Moments are milliseconds since 1970. */
export type Life = {
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  isClosed: boolean;
  isMoved: boolean;
  isDuplicate: boolean;
  /** Since when it is deleted or unreadable. */
  goneAt: number | null;
  labelIds: readonly number[];
  labelEvents: readonly LabelEvent[];
  stateEvents: readonly StateEvent[];
  /** What the override's status was set to; null took it off. In the order of setting. */
  overrides: readonly Override[];
};

/** `labelId` null: of a label that was deleted before anybody here had read the event. */
export type LabelEvent = { id: number; at: number; action: "add" | "remove"; labelId: number | null };
export type StateEvent = { id: number; at: number; state: "closed" | "reopened" };
export type Override = { at: number; to: OpenStatus | null };

export type OpenStatus = "not_started" | "in_progress" | "blocked";
export type Status = OpenStatus | "completed" | "closed_not_done" | "gone";

/** What a label stands for, by the rule that is chosen for it. */
export type Meaning = OpenStatus | "not_done";
