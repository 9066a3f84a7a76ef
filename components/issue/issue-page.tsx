"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import type { BacklogParams } from "@/lib/issues/filters.ts";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { IssueDescription } from "./issue-description.tsx";
import { IssueFields } from "./issue-fields.tsx";
import { IssueHeader } from "./issue-header.tsx";
import { issueOptions } from "./issue-query.ts";
import { IssueSkeleton } from "./issue-skeleton.tsx";
import { LabelsMoved } from "./labels-moved.tsx";
import { IssueTimeline } from "./issue-timeline.tsx";
import { OverrideForm } from "./override-form.tsx";
import { OverrideValues } from "./override-values.tsx";
import { Section } from "./section.tsx";

type IssuePageProps = { id: string; list: BacklogParams | null; mayOverride: boolean };

/** Everything about one issue, in the `list` it was opened from, if any; managers change what management adds to it in place. */
export function IssuePage({ id, list, mayOverride }: IssuePageProps) {
  const { data: issue, error, isFetching, refetch } = useQuery(issueOptions(id));
  const failure = error && (
    <ErrorState
      {...problemOf(error, "The issue could not be loaded")}
      onRetry={() => void refetch()}
      retrying={isFetching}
      shape={issue ? "banner" : "page"}
    />
  );
  if (!issue) return failure ?? <IssueSkeleton />;
  return (
    <article className="mx-auto flex w-full max-w-[1600px] flex-col gap-6 px-6 py-4 phone:px-4">
      {failure}
      <IssueHeader issue={issue} list={list} />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <Section title="Description" titleHidden>
          <IssueDescription html={issue.description_html} />
        </Section>
        <Aside issue={issue} mayOverride={mayOverride} />
        <Section title="Timeline">
          <IssueTimeline issue={issue} />
        </Section>
      </div>
    </article>
  );
}

/** The fields: to the right of text and timeline, on a phone between them. */
function Aside({ issue, mayOverride }: { issue: IssueDetail; mayOverride: boolean }) {
  return (
    <div className="flex min-w-0 flex-col gap-6 lg:col-start-2 lg:row-span-2">
      <Section title="Management">
        <LabelsMoved issue={issue} mayOverride={mayOverride} />
        {mayOverride ? <OverrideForm issue={issue} /> : <OverrideValues override={issue.override} />}
      </Section>
      <Section title="In GitLab">
        <IssueFields issue={issue} />
      </Section>
    </div>
  );
}
