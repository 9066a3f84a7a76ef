import { invalid } from "../answers.ts";
import type { Issue } from "../model.ts";
import type { Store } from "../store.ts";
import type { IssueFields } from "./schema.ts";

type PlainField =
  | "title"
  | "description"
  | "assigneeIds"
  | "dueDate"
  | "confidential"
  | "discussionLocked"
  | "milestoneId"
  | "weight"
  | "type";

/** The fields that are set as they come, without those that were not given. @throws Refusal for an unknown milestone. */
export function plainFields(store: Store, fields: IssueFields): Partial<Pick<Issue, PlainField>> {
  const { milestone_id } = fields;
  if (milestone_id != null && !store.world.milestones.some(({ id }) => id === milestone_id)) {
    throw invalid({ milestone_id: ["is invalid"] });
  }
  return withoutUndefined({
    title: fields.title,
    description: fields.description,
    assigneeIds: fields.assignee_ids?.filter((id) => store.users.has(id)),
    dueDate: fields.due_date,
    confidential: fields.confidential,
    discussionLocked: fields.discussion_locked,
    milestoneId: milestone_id,
    weight: fields.weight,
    type: fields.issue_type,
  });
}

function withoutUndefined<T extends object>(fields: T): Partial<T> {
  const given: Partial<T> = { ...fields };
  for (const name in given) if (given[name] === undefined) delete given[name];
  return given;
}
