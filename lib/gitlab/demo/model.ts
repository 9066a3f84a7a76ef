/** What the demo GitLab knows. Instants are milliseconds since 1970, plain dates `YYYY-MM-DD`, addresses are made when shown. */
export type World = {
  /** Whose token it is: edits through the API are theirs. */
  ownerId: number;
  users: User[];
  groups: Group[];
  projects: Project[];
  labels: Label[];
  milestones: Milestone[];
  epics: Epic[];
  iterations: Iteration[];
  issues: Issue[];
  labelEvents: LabelEvent[];
  stateEvents: StateEvent[];
};

export type User = {
  id: number;
  username: string;
  name: string;
  state: "active" | "blocked";
  hasAvatar: boolean;
  isRenamed?: true;
};

export type Group = {
  id: number;
  name: string;
  path: string;
  fullPath: string;
  parentId: number | null;
  description: string;
  createdAt: number;
};

export type Project = {
  id: number;
  name: string;
  path: string;
  pathWithNamespace: string;
  /** Null for a person's own project. */
  groupId: number | null;
  description: string;
  archived: boolean;
  /** What the token may see of it; everything where nothing is said. */
  access?: "open" | "forbidden" | "hidden";
  createdAt: number;
  creatorId: number;
  /** Its payload as recorded from a live GitLab, where there is one. */
  recorded: Payload | null;
};

export type Payload = Readonly<Record<string, unknown>>;

export type LabelOwner = { projectId: number; groupId: null } | { projectId: null; groupId: number };
export type Label = LabelOwner & { id: number; title: string; color: string; description: string };

export type Milestone = LabelOwner & {
  id: number;
  iid: number;
  title: string;
  description: string;
  state: "active" | "closed";
  createdAt: number;
  startDate: string | null;
  dueDate: string | null;
};

export type Epic = { id: number; iid: number; groupId: number; title: string };
export type Iteration = { id: number; iid: number; groupId: number; startDate: string; dueDate: string };

export const ISSUE_TYPES = ["issue", "incident", "task"] as const;
export type IssueType = (typeof ISSUE_TYPES)[number];

export type Issue = {
  id: number;
  iid: number;
  projectId: number;
  type: IssueType;
  title: string;
  description: string | null;
  state: "opened" | "closed";
  confidential: boolean;
  discussionLocked: boolean | null;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  dueDate: string | null;
  weight: number | null;
  severity: "UNKNOWN" | "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";
  healthStatus: "on_track" | "needs_attention" | "at_risk" | null;
  authorId: number | null;
  closedById: number | null;
  assigneeIds: readonly number[];
  labelIds: readonly number[];
  milestoneId: number | null;
  epicId: number | null;
  iterationId: number | null;
  movedToId: number | null;
  duplicateOfId: number | null;
  counts: IssueCounts;
  /** As recorded from a live GitLab and not edited since: shown key by key as it was. */
  recorded: Payload | null;
};

export type IssueCounts = {
  notes: number;
  mergeRequests: number;
  upvotes: number;
  downvotes: number;
  timeEstimateSeconds: number;
  timeSpentSeconds: number;
};

export type LabelEvent = {
  id: number;
  issueId: number;
  userId: number;
  at: number;
  action: "add" | "remove";
  labelId: number;
};
export type StateEvent = { id: number; issueId: number; userId: number; at: number; state: "closed" | "reopened" };

/** `projectId` null: given at the start, for all projects. */
export type Hook = {
  id: number;
  projectId: number | null;
  url: string;
  secret: string;
  issues: boolean;
  confidentialIssues: boolean;
  createdAt: number;
};

/** One issue before and after an edit, as a webhook tells it. */
export type Change = {
  action: "open" | "update" | "close" | "reopen";
  before: Issue | null;
  after: Issue;
  actorId: number;
};
