"use client";

import { CircleAlert, CircleCheck, CircleDashed, CircleOff, ListChecks } from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import { Card } from "@/components/ui/card.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { ProjectHealth } from "@/lib/sync/schema.ts";
import { HOOK_WORDS } from "@/lib/sync/audit-wording.ts";
import { SectionHead } from "@/components/ui/section-head.tsx";

const LOOKS = {
  unknown: { variant: "neutral", icon: CircleDashed },
  good: { variant: "success", icon: CircleCheck },
  missing: { variant: "warning", icon: CircleAlert },
  switches_missing: { variant: "warning", icon: ListChecks },
  disabled: { variant: "danger", icon: CircleOff },
} as const satisfies Record<ProjectHealth["hook"]["state"], unknown>;

/** What GitLab says of each project's webhook, and what to do about it. */
export function HookStates({ projects }: { projects: ProjectHealth[] }) {
  const watched = projects.filter((project) => project.active && project.gone_at === null);
  if (watched.length === 0) return null;
  return (
    <Card className="@container/many">
      <SectionHead
        id="hooks"
        title="By project"
        explanation="What GitLab says of the webhook, read with every audit where the token has the role Maintainer."
      />
      <StackTable aria-labelledby="hooks">
        <StackHead>
          <StackRow>
            <StackColumn className="w-full">Project</StackColumn>
            <StackColumn>Webhook</StackColumn>
            <StackColumn align="right">Read</StackColumn>
          </StackRow>
        </StackHead>
        <StackBody>
          {watched.map((project) => (
            <HookRow key={project.id} project={project} />
          ))}
        </StackBody>
      </StackTable>
    </Card>
  );
}

function HookRow({ project: { path, hook, gap_since: gapSince } }: { project: ProjectHealth }) {
  const { variant, icon: Icon } = LOOKS[hook.state];
  return (
    <StackRow>
      <StackCell wide className="max-w-0 py-2">
        <p className="truncate font-mono text-xs stacked:whitespace-normal">{path}</p>
        {hook.message && <p className="max-w-prose text-xs break-words text-muted-foreground">{hook.message}</p>}
        {gapSince && (
          <p className="text-xs text-status-blocked">
            Nothing was delivered of a change <RelativeTime value={gapSince} />.
          </p>
        )}
      </StackCell>
      <StackCell label="Webhook">
        <Badge variant={variant}>
          <Icon aria-hidden />
          {HOOK_WORDS[hook.state]}
        </Badge>
      </StackCell>
      <StackCell label="Read" align="right" className="whitespace-nowrap">
        {hook.checked_at ? <RelativeTime value={hook.checked_at} /> : "not yet"}
      </StackCell>
    </StackRow>
  );
}
