"use client";

import { Card } from "@/components/ui/card.tsx";
import { StackBody, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { ProjectHealth, SyncStatus } from "@/lib/sync/schema.ts";
import { count } from "@/lib/sync/wording.ts";
import { NoProjects } from "./no-projects.tsx";
import { ProjectRow } from "./project-row.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { isGitlabAway } from "./troubles.ts";

/** The mirrored projects and how each is doing. */
export function ProjectsTable({ status }: { status: SyncStatus }) {
  return (
    <Card className="@container/many">
      <SectionHead id="projects" title="Projects" explanation={mirrorInWords(status.projects)} />
      {status.projects.length === 0 ? (
        <NoProjects />
      ) : (
        <StackTable aria-labelledby="projects">
          <StackHead>
            <StackRow>
              <StackColumn className="w-full">Project</StackColumn>
              <StackColumn>State</StackColumn>
              <StackColumn align="right">Issues</StackColumn>
              <StackColumn align="right">Last success</StackColumn>
              <StackColumn align="right">Newest change</StackColumn>
              <StackColumn align="right">History from</StackColumn>
              <StackColumn className="min-w-44">Bootstrap</StackColumn>
              <StackColumn>
                <span className="sr-only">Actions</span>
              </StackColumn>
            </StackRow>
          </StackHead>
          <StackBody>
            {status.projects.map((project) => (
              <ProjectRow
                key={project.id}
                project={project}
                gitlabUrl={status.gitlab.url}
                isGitlabAway={isGitlabAway(status)}
                staleAfterSeconds={status.freshness.stale_after_seconds}
              />
            ))}
          </StackBody>
        </StackTable>
      )}
    </Card>
  );
}

function mirrorInWords(projects: ProjectHealth[]): string {
  const active = projects.filter((project) => project.active && project.gone_at === null).length;
  const issues = projects.reduce((sum, project) => sum + project.issues, 0);
  return `${count(issues)} ${issues === 1 ? "issue" : "issues"} in the mirror; ${count(active)} of ${count(projects.length)} projects are active.`;
}
