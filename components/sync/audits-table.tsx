"use client";

import { CircleAlert, CircleCheck, Wrench } from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { AuditDto } from "@/lib/sync/audit-schema.ts";
import { AUDIT_WORDS } from "@/lib/sync/audit-wording.ts";
import { count } from "@/lib/sync/wording.ts";
import { IssueNumbers } from "./issue-numbers.tsx";

const LOOKS = {
  whole: { variant: "success", icon: CircleCheck },
  repaired: { variant: "warning", icon: Wrench },
  wrong: { variant: "danger", icon: CircleAlert },
} as const satisfies Record<AuditDto["outcome"], unknown>;

/** Audits, each with the counts here and in GitLab. */
export function AuditsTable({ audits, gitlabUrl }: { audits: AuditDto[]; gitlabUrl: string }) {
  return (
    <StackTable aria-labelledby="audits">
      <StackHead>
        <StackRow>
          <StackColumn className="w-full">Project</StackColumn>
          <StackColumn>Outcome</StackColumn>
          <StackColumn align="right">Open, here and in GitLab</StackColumn>
          <StackColumn align="right">Closed, here and in GitLab</StackColumn>
          <StackColumn align="right">Checked</StackColumn>
        </StackRow>
      </StackHead>
      <StackBody>
        {audits.map((audit) => (
          <AuditRow key={audit.id} audit={audit} gitlabUrl={gitlabUrl} />
        ))}
      </StackBody>
    </StackTable>
  );
}

function AuditRow({ audit, gitlabUrl }: { audit: AuditDto; gitlabUrl: string }) {
  const { project, outcome, here, gitlab } = audit;
  const { variant, icon: Icon } = LOOKS[outcome];
  const numbers = { projectUrl: project.web_url, gitlabUrl };
  return (
    <StackRow>
      <StackCell wide className="max-w-0 py-2">
        <p className="truncate font-mono text-xs stacked:whitespace-normal">{project.path}</p>
        <IssueNumbers name="Was missing" iids={audit.missing_iids} {...numbers} />
        <IssueNumbers name="Was too many" iids={audit.extra_iids} {...numbers} />
        <IssueNumbers name="Had another content" iids={audit.stale_iids} {...numbers} />
      </StackCell>
      <StackCell label="Outcome">
        <Badge variant={variant} title={AUDIT_WORDS[outcome].meaning}>
          <Icon aria-hidden />
          {AUDIT_WORDS[outcome].words}
        </Badge>
      </StackCell>
      <StackCell label="Open, here and in GitLab" align="right" className="whitespace-nowrap">
        <Pair here={here.open} gitlab={gitlab.open} />
      </StackCell>
      <StackCell label="Closed, here and in GitLab" align="right" className="whitespace-nowrap">
        <Pair here={here.closed} gitlab={gitlab.closed} />
      </StackCell>
      <StackCell label="Checked" align="right" className="whitespace-nowrap">
        <RelativeTime value={audit.audited_at} />
      </StackCell>
    </StackRow>
  );
}

function Pair({ here, gitlab }: { here: number; gitlab: number }) {
  return (
    <span className={here === gitlab ? undefined : "text-status-overdue"}>
      {count(here)} / {count(gitlab)}
    </span>
  );
}
