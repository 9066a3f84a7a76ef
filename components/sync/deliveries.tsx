"use client";

import { Webhook } from "lucide-react";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import type { DeliveryList } from "@/lib/sync/schema.ts";
import { OUTCOME_WORDS } from "@/lib/sync/wording.ts";
import { Choice } from "./choice.tsx";
import { DeliveriesTable } from "./deliveries-table.tsx";
import { ListBody } from "./list-body.tsx";
import { ListPages } from "./list-pages.tsx";
import { ProjectChoice } from "./project-choice.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { useNarrowing } from "./use-narrowing.ts";
import { useSyncList } from "./use-sync-list.ts";

const OUTCOMES = Object.entries(OUTCOME_WORDS).map(([value, { words }]) => ({ value, words }));

/** What GitLab has posted and what became of it. */
export function Deliveries({ projects }: { projects: { id: string; path: string }[] }) {
  const { valueOf, choose, isNarrowed, params, setPage, setPageSize } = useNarrowing(["outcome", "project"]);
  const asked = useSyncList<DeliveryList>("deliveries", params);
  const list = asked.data;
  return (
    <Card className="@container/many">
      <SectionHead
        id="deliveries"
        title="Deliveries"
        explanation="What GitLab has posted in the last 30 days. The body is never kept: the issue is fetched anew."
      >
        <Choice
          label="Outcome"
          all="Any outcome"
          value={valueOf("outcome")}
          options={OUTCOMES}
          onChange={(value) => choose("outcome", value)}
        />
        <ProjectChoice projects={projects} value={valueOf("project")} onChange={(value) => choose("project", value)} />
      </SectionHead>
      <ListBody
        list={list}
        asked={asked}
        failure="The deliveries could not be read."
        empty={<NoDeliveries isNarrowed={isNarrowed} />}
      >
        {(deliveries) => <DeliveriesTable deliveries={deliveries} />}
      </ListBody>
      <ListPages list={list} onPage={setPage} onPageSize={setPageSize} />
    </Card>
  );
}

function NoDeliveries({ isNarrowed }: { isNarrowed: boolean }) {
  if (isNarrowed) return <EmptyState icon={Webhook} title="No such delivery" />;
  return (
    <EmptyState icon={Webhook} title="No delivery yet">
      Set up the webhook as above and press <em>Test</em> in GitLab, or edit an issue: the delivery is here a moment
      later. Until then an edit comes with the next poll.
    </EmptyState>
  );
}
