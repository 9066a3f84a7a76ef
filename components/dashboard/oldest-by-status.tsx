"use client";

import Link from "next/link";
import { ConfidentialMark } from "@/components/issue/confidential-mark.tsx";
import { Nothing } from "@/components/issue/nothing.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import type { Aging } from "@/lib/dashboard/schema.ts";
import { shortReference } from "@/lib/issues/wording.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";
import { Age } from "./age.tsx";
import { ListCard } from "./list-card.tsx";
import { usePanel } from "./use-panel.ts";

const STATUSES = ["not_started", "in_progress", "blocked"] as const;
const ROWS = 4;

type Oldest = Aging["oldest_by_status"][number]["oldest"]["blocked"];

/** The issue that has had each open status for longest, project by project. */
export function OldestByStatus({ params }: { params: DashboardParams }) {
  return (
    <ListCard
      title="Oldest in each status, by project"
      definition="status"
      asked={usePanel("aging", params)}
      rows={ROWS}
      empty={({ oldest_by_status: projects }) =>
        projects.length > 0 ? null : { title: "Nothing is open", advice: "Under fewer filters there may be some." }
      }
    >
      {({ oldest_by_status: projects }) => (
        <StackTable aria-label="Oldest in each status, by project" className="table-fixed">
          <StackHead>
            <StackRow>
              <StackColumn className="w-1/6">Project</StackColumn>
              {STATUSES.map((status) => (
                <StackColumn key={status}>{STATUS_WORDS[status]}</StackColumn>
              ))}
            </StackRow>
          </StackHead>
          <StackBody>
            {projects.map(({ project, oldest }) => (
              <StackRow key={project.id}>
                <StackCell wide role="rowheader">
                  <span title={project.path} className="break-words stacked:font-medium">
                    {project.name}
                  </span>
                </StackCell>
                {STATUSES.map((status) => (
                  <StackCell key={status} label={STATUS_WORDS[status]} wide>
                    <OldestIssue issue={oldest[status]} />
                  </StackCell>
                ))}
              </StackRow>
            ))}
          </StackBody>
        </StackTable>
      )}
    </ListCard>
  );
}

function OldestIssue({ issue }: { issue: Oldest }) {
  if (!issue) return <Nothing />;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="shrink-0 tabular-nums">
        <Age since={issue.since} />
      </span>
      {issue.confidential && <ConfidentialMark />}
      <Link
        href={`/issues/${issue.id}`}
        prefetch={false}
        title={`${shortReference(issue.reference)} ${issue.title}`}
        dir="auto"
        className="min-w-0 truncate rounded-sm py-0.5 -outline-offset-2 hover:underline phone:py-3"
      >
        {issue.title}
      </Link>
    </span>
  );
}
