/** An issue with everything that a question can be about, all of it already known. Moments are milliseconds since 1970. */
export type PlainIssue = {
  /** The product's own id, as its rows give it; empty where no row has been seen. */
  uuid: string;
  iid: number;
  project: Project;
  title: string;
  description: string | null;
  state: "opened" | "closed";
  confidential: boolean;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  dueDate: string | null;
  milestone: string | null;
  weight: number | null;
  type: string;
  author: Person | null;
  assignees: readonly Person[];
  labels: readonly Label[];
  /** The assignees that were seen at the final close. */
  credited: readonly Person[];
  override: Override;
  /** When what is mirrored of it, and when its override, was written here last. */
  writtenAt: number;
  overriddenAt: number | null;
  /** When its due date or its target date was seen to change. */
  redatedAt: readonly number[];
  status: Status;
  statusSince: number | null;
  wipSince: number | null;
  startedAt: number | null;
  completedAt: number | null;
  cycleSeconds: number | null;
  timeline: readonly Row[];
};

export type Status = "not_started" | "in_progress" | "blocked" | "completed" | "closed_not_done" | "gone";
export type Row = { from: Status | null; to: Status; at: number };
export type Person = { id: number; uuid: string; username: string; name: string };
export type Label = { id: number; uuid: string; title: string };
export type Project = { id: number; uuid: string; path: string; name: string };
export type Override = { notes: string | null; targetDate: string | null; priority: number | null };

/** A question as it stands in the URL. */
export type Question = Readonly<Partial<Record<string, string>>>;
export type Role = "viewer" | "manager";

/** Who asks, when, and who they are in GitLab. */
export type Asking = { role: Role; now: number; zone: string; me: Person };

export function referenceOf({ project, iid }: Pick<PlainIssue, "project" | "iid">): string {
  return `${project.path}#${iid}`;
}

/** The target date, else GitLab's. */
export function dueOf({ override, dueDate }: Pick<PlainIssue, "override" | "dueDate">): string | null {
  return override.targetDate ?? dueDate;
}

export function isOpen(status: Status): boolean {
  return status === "not_started" || status === "in_progress" || status === "blocked";
}

export function isWip(status: Status): boolean {
  return status === "in_progress" || status === "blocked";
}

/** Viewers see no confidential issue. */
export function sees(role: Role, issue: Pick<PlainIssue, "confidential">): boolean {
  return role === "manager" || !issue.confidential;
}
