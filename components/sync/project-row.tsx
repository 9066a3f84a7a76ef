"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackCell, StackRow } from "@/components/ui/stack-table.tsx";
import type { ProjectHealth } from "@/lib/sync/schema.ts";
import { count, troubleOf } from "@/lib/sync/wording.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { BootstrapProgress } from "./bootstrap-progress.tsx";
import { ProjectName } from "./project-name.tsx";
import { ProjectState } from "./project-state.tsx";

type ProjectRowProps = {
  project: ProjectHealth;
  gitlabUrl: string;
  staleAfterSeconds: number;
  onBootstrap: () => void;
  pending: boolean;
};

/** One project: what is there, how old it is, what is wrong with it, and its bootstrap. */
export function ProjectRow({ project, gitlabUrl, staleAfterSeconds, onBootstrap, pending }: ProjectRowProps) {
  const trouble = troubleOf(project);
  return (
    <StackRow>
      <StackCell wide className="max-w-0 py-2">
        <ProjectName project={project} gitlabUrl={gitlabUrl} />
        {trouble && <p className="line-clamp-3 text-xs break-words text-status-overdue">{trouble}</p>}
      </StackCell>
      <StackCell label="State" wide>
        <ProjectState project={project} staleAfterSeconds={staleAfterSeconds} />
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
        <Button
          variant="outline"
          size="icon-sm"
          onClick={onBootstrap}
          disabled={pending || !project.active}
          aria-label={`Bootstrap ${project.path}`}
          title="Bootstrap this project"
          className="stacked:mt-1 stacked:w-full @2xl:stacked:w-auto @2xl:stacked:px-3"
        >
          <RotateCw />
          <span className="hidden stacked:inline">Bootstrap</span>
        </Button>
      </StackCell>
    </StackRow>
  );
}
