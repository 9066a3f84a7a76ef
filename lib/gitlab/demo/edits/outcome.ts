import type { Change, Hook, Issue, Label, Project, User } from "../model.ts";

/** When an edit happened (milliseconds) and who made it. */
export type Moment = { at: number; actorId: number };

/** What an edit came to: the thing it was about, and the changes that webhooks tell. */
export type Outcome = {
  issue?: Issue;
  label?: Label;
  hook?: Hook;
  project?: Project;
  user?: User;
  changes: Change[];
};
