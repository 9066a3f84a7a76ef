"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackCell, StackRow } from "@/components/ui/stack-table.tsx";
import type { ParkedJobDto } from "@/lib/sync/schema.ts";
import { count, jobInWords, jobSubject } from "@/lib/sync/wording.ts";

type ParkedRowProps = { job: ParkedJobDto; onRetry: () => void; pending: boolean };

/** One parked job: what it was to do, why it was given up, and another try. */
export function ParkedRow({ job, onRetry, pending }: ParkedRowProps) {
  const subject = jobSubject(job);
  const name = [jobInWords(job), subject].filter((part) => part !== null).join(", ");
  return (
    <StackRow>
      <StackCell wide className="max-w-0 py-2">
        <p className="truncate stacked:whitespace-normal">
          <span className="font-medium">{jobInWords(job)}</span>{" "}
          {subject !== null && <span className="font-mono text-xs break-words text-muted-foreground">{subject}</span>}
        </p>
        {job.error && <p className="line-clamp-3 text-xs break-words text-status-overdue">{job.error}</p>}
      </StackCell>
      <StackCell label="Tries" align="right">
        {count(job.attempts)}
      </StackCell>
      <StackCell label="Parked" align="right" className="whitespace-nowrap">
        <RelativeTime value={job.parked_at} />
      </StackCell>
      <StackCell align="right" wide>
        <Button
          variant="outline"
          size="sm"
          onClick={onRetry}
          disabled={pending}
          aria-label={`Try again: ${name}`}
          className="stacked:mt-1 stacked:w-full"
        >
          <RotateCw aria-hidden />
          Try again
        </Button>
      </StackCell>
    </StackRow>
  );
}
