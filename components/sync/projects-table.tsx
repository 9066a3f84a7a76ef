"use client";

import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { StackBody, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { NoProjects } from "./no-projects.tsx";
import { ProjectRow } from "./project-row.tsx";

type ProjectsTableProps = { status: SyncStatus; onBootstrap: (project: string) => void; pending: string | null };

/** The mirrored projects and how each is doing. `pending` is the one whose bootstrap is being asked for. */
export function ProjectsTable({ status, onBootstrap, pending }: ProjectsTableProps) {
  return (
    <Card className="@container">
      <CardHeader>
        <CardTitle id="projects">Projects</CardTitle>
      </CardHeader>
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
              <StackColumn className="min-w-52">Bootstrap</StackColumn>
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
                gitlabUrl={status.gitlab_url}
                staleAfterSeconds={status.freshness.stale_after_seconds}
                onBootstrap={() => onBootstrap(project.id)}
                pending={pending === project.id}
              />
            ))}
          </StackBody>
        </StackTable>
      )}
    </Card>
  );
}
