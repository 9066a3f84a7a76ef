"use client";

import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackCell, StackRow } from "@/components/ui/stack-table.tsx";
import type { ProjectHealth } from "@/lib/sync/schema.ts";
import { count, troubleOf } from "@/lib/sync/wording.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { BootstrapProgress } from "./bootstrap-progress.tsx";
import { ProjectName } from "./project-name.tsx";
import { ProjectState } from "./project-state.tsx";
import { SyncMenu } from "./sync-menu.tsx";

type ProjectRowProps = {
  project: ProjectHealth;
  gitlabUrl: string;
  staleAfterSeconds: number;
  /** Why no project can be read is told above: not in each row again. */
  isGitlabAway: boolean;
};

/** One project: what is there, how old it is, what is wrong with it, and its bootstrap. */
export function ProjectRow({ project, gitlabUrl, staleAfterSeconds, isGitlabAway }: ProjectRowProps) {
  const trouble = isGitlabAway ? project.access_error : troubleOf(project);
  return (
    <StackRow>
      <StackCell wide className="max-w-0 py-2">
        <ProjectName project={project} gitlabUrl={gitlabUrl} />
        {trouble && <p className="line-clamp-3 text-xs break-words text-status-overdue">{trouble}</p>}
      </StackCell>
      <StackCell label="State" wide>
        <ProjectState {...{ project, staleAfterSeconds, isGitlabAway }} />
      </StackCell>
      <StackCell label="Issues" align="right">
        {count(project.issues)}
      </StackCell>
      <StackCell label="Last success" align="right" className="whitespace-nowrap">
        {project.last_success_at ? <RelativeTime value={project.last_success_at} /> : "never"}
      </StackCell>
      <StackCell label="Newest change" align="right" className="whitespace-nowrap">
        {project.last_seen_updated_at ? <RelativeTime value={project.last_seen_updated_at} /> : "–"}
      </StackCell>
      <StackCell label="History from" align="right" className="whitespace-nowrap">
        {project.history_from ? dayInWords(project.history_from.slice(0, 10)) : "–"}
      </StackCell>
      <StackCell label="Bootstrap" wide>
        <BootstrapProgress run={project.bootstrap} project={project.path} />
      </StackCell>
      <StackCell align="right" wide>
        <SyncMenu project={project} projects={1} disabled={!project.active || project.gone_at !== null} />
      </StackCell>
    </StackRow>
  );
}
