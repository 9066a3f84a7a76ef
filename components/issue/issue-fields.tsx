import { Avatar } from "@/components/ui/avatar.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { IssueDetail, Person } from "@/lib/issues/schema.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { DueDate } from "./due-date.tsx";
import { Field, FieldList } from "./field-list.tsx";
import { Nothing } from "./nothing.tsx";

/** What GitLab says of the issue, and since when it is in progress. */
export function IssueFields({ issue }: { issue: IssueDetail }) {
  return (
    <FieldList>
      <Field name="Assignees">
        {issue.assignees.length === 0 ? <Nothing words="nobody" /> : <PersonList people={issue.assignees} />}
      </Field>
      <Field name="Author">{issue.author ? <PersonList people={[issue.author]} /> : <Nothing words="unknown" />}</Field>
      <Field name="Project">
        <bdi title={issue.project.path}>{issue.project.name}</bdi>
      </Field>
      <Field name="Milestone">{issue.milestone === null ? <Nothing /> : <bdi>{issue.milestone}</bdi>}</Field>
      <Field name="Weight">{issue.weight ?? <Nothing />}</Field>
      <Field name="Due">
        <DueDate issue={issue} />
        {issue.target_date !== null && issue.due_date !== null && issue.due_date !== issue.target_date && (
          <span className="block text-xs text-muted-foreground">In GitLab: {dayInWords(issue.due_date)}</span>
        )}
      </Field>
      <Field name="WIP since">
        <Moment value={issue.wip_since} />
      </Field>
      <Field name="Created">
        <Moment value={issue.created_at} />
      </Field>
      <Field name="Updated">
        <Moment value={issue.updated_at} />
      </Field>
      {issue.closed_at !== null && (
        <Field name="Closed">
          <Moment value={issue.closed_at} />
        </Field>
      )}
      <Field name="Read from GitLab">
        <Moment value={issue.synced_at} />
      </Field>
    </FieldList>
  );
}

function PersonList({ people }: { people: readonly Person[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {people.map(({ id, name, username, avatar_url: picture }) => (
        <li key={id} title={`@${username}`} className="flex items-center gap-2">
          <Avatar name={name} src={picture} />
          <span dir="auto" className="min-w-0 truncate">
            {name}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Moment({ value }: { value: string | null }) {
  return value === null ? <Nothing words="unknown" /> : <RelativeTime value={value} className="tabular-nums" />;
}
