"use client";

import { Scale } from "lucide-react";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import type { AuditList } from "@/lib/sync/audit-schema.ts";
import { AuditsTable } from "./audits-table.tsx";
import { Choice } from "./choice.tsx";
import { ListBody } from "./list-body.tsx";
import { ListPages } from "./list-pages.tsx";
import { ProjectChoice } from "./project-choice.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { useNarrowing } from "./use-narrowing.ts";
import { useSyncList } from "./use-sync-list.ts";

const EVERY = [{ value: "true", words: "Every audit" }];

type AuditsProps = { projects: { id: string; path: string }[]; gitlabUrl: string };

/** Whether all issues are here, a project a row: the counts on both sides, and what was put right. */
export function Audits({ projects, gitlabUrl }: AuditsProps) {
  const { valueOf, choose, isNarrowed, params, setPage, setPageSize } = useNarrowing(["all", "project"]);
  const asked = useSyncList<AuditList>("audits", params);
  const list = asked.data;
  return (
    <Card className="@container/many">
      <SectionHead
        id="audits"
        title="Audits"
        explanation="Our counts against GitLab's, after every reconcile. What differs is put right; red is what stays wrong."
      >
        <Choice
          label="Which audits"
          all="The last of each project"
          value={valueOf("all")}
          options={EVERY}
          onChange={(value) => choose("all", value)}
        />
        <ProjectChoice projects={projects} value={valueOf("project")} onChange={(value) => choose("project", value)} />
      </SectionHead>
      <ListBody
        list={list}
        asked={asked}
        failure="The audits could not be read."
        empty={<NoAudits isNarrowed={isNarrowed} />}
      >
        {(audits) => <AuditsTable audits={audits} gitlabUrl={gitlabUrl} />}
      </ListBody>
      <ListPages list={list} onPage={setPage} onPageSize={setPageSize} />
    </Card>
  );
}

function NoAudits({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed) return <EmptyState icon={Scale} title="No such audit" />;
  return (
    <EmptyState icon={Scale} title="No audit yet">
      One follows every bootstrap and every reconcile, and one can be started from a project&apos;s row.
    </EmptyState>
  );
}
