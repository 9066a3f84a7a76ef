"use client";

import { History } from "lucide-react";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import type { RunList } from "@/lib/sync/schema.ts";
import { MODE_WORDS, RUN_STATUS_WORDS } from "@/lib/sync/wording.ts";
import { Choice } from "./choice.tsx";
import { ListBody } from "./list-body.tsx";
import { ListPages } from "./list-pages.tsx";
import { ProjectChoice } from "./project-choice.tsx";
import { RunsTable } from "./runs-table.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { useNarrowing } from "./use-narrowing.ts";
import { useSyncList } from "./use-sync-list.ts";

type RunsProps = { projects: { id: string; path: string }[] };

/** What has run, newest first, narrowed to a kind, an ending or a project. */
export function Runs({ projects }: RunsProps) {
  const { valueOf, choose, isNarrowed, params, setPage, setPageSize } = useNarrowing(["mode", "status", "project"]);
  const asked = useSyncList<RunList>("runs", params);
  const list = asked.data;
  return (
    <Card className="@container/many">
      <SectionHead
        id="runs"
        title="Runs"
        explanation="A poll is written down only when it brought something or failed."
      >
        <Choice
          label="Kind"
          all="All kinds"
          value={valueOf("mode")}
          options={optionsOf(MODE_WORDS)}
          onChange={(value) => choose("mode", value)}
        />
        <Choice
          label="Status"
          all="Any ending"
          value={valueOf("status")}
          options={optionsOf(RUN_STATUS_WORDS)}
          onChange={(value) => choose("status", value)}
        />
        <ProjectChoice projects={projects} value={valueOf("project")} onChange={(value) => choose("project", value)} />
      </SectionHead>
      <ListBody
        list={list}
        asked={asked}
        failure="The runs could not be read."
        empty={<NoRuns isNarrowed={isNarrowed} />}
      >
        {(runs) => <RunsTable runs={runs} />}
      </ListBody>
      <ListPages list={list} onPage={setPage} onPageSize={setPageSize} />
    </Card>
  );
}

function NoRuns({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed) return <EmptyState icon={History} title="No such run" />;
  return (
    <EmptyState icon={History} title="Nothing has run yet">
      The first bootstrap starts by itself when the worker has found a project.
    </EmptyState>
  );
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, name]) => ({ value, words: name }));
}
