"use client";

import { CircleCheck } from "lucide-react";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { StackBody, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { ParkedList } from "@/lib/sync/schema.ts";
import { ListBody } from "./list-body.tsx";
import { ParkedRow } from "./parked-row.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { useRetryJob } from "./use-retry-job.ts";
import { useSyncList } from "./use-sync-list.ts";

/** The jobs that were given up, why, and the button that tries one again. */
export function Parked() {
  const asked = useSyncList<ParkedList>("jobs");
  const { mutate, isPending, variables } = useRetryJob();
  return (
    <Card className="@container/many">
      <SectionHead
        id="parked"
        title="Parked jobs"
        explanation="Jobs that failed too often, or in a way that no other try can mend by itself. The others go on."
      />
      <ListBody list={asked.data} asked={asked} failure="The parked jobs could not be read." empty={<NoneParked />}>
        {(jobs) => (
          <StackTable aria-labelledby="parked">
            <StackHead>
              <StackRow>
                <StackColumn className="w-full">Job</StackColumn>
                <StackColumn align="right">Tries</StackColumn>
                <StackColumn align="right">Parked</StackColumn>
                <StackColumn>
                  <span className="sr-only">Actions</span>
                </StackColumn>
              </StackRow>
            </StackHead>
            <StackBody>
              {jobs.map((job) => (
                <ParkedRow
                  key={job.id}
                  job={job}
                  onRetry={() => mutate(job)}
                  pending={isPending && variables.id === job.id}
                />
              ))}
            </StackBody>
          </StackTable>
        )}
      </ListBody>
    </Card>
  );
}

function NoneParked() {
  return (
    <EmptyState icon={CircleCheck} title="No job is parked">
      A job that fails is tried again by itself. One that keeps failing is put here, with the reason.
    </EmptyState>
  );
}
