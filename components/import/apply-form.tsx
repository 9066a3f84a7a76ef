"use client";

import { useState } from "react";
import { Button, buttonVariants } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Label } from "@/components/ui/label.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import type { ImportReport } from "@/lib/import/schema.ts";
import { countWords, totalWords } from "@/lib/issues/wording.ts";
import Link from "next/link";
import { faultyRows } from "./faulty-rows.ts";
import type { Import } from "./use-import.ts";

type ApplyFormProps = { state: Import; report: ImportReport };

/** What applying it comes to; with rows that cannot be applied only after one has said to leave them out. */
export function ApplyForm({ state, report }: ApplyFormProps) {
  const [leaveOut, setLeaveOut] = useState(false);
  const { changed } = report.counts;
  const faulty = faultyRows(report).length;
  if (report.applied) return <Applied report={report} />;
  const isReady = changed > 0 && (faulty === 0 || leaveOut) && !state.looking && !state.applying;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) state.apply(leaveOut);
      }}
      className="flex flex-col gap-3"
    >
      {state.applyProblem && (
        <ErrorState
          shape="banner"
          {...problemOf(state.applyProblem, "Nothing was applied")}
          onRetry={state.lookAgain}
          retrying={state.looking}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" disabled={!isReady}>
          {state.applying ? "Applying" : `Change ${totalWords(changed).toLowerCase()}`}
        </Button>
        {faulty > 0 && (
          <Label className="text-sm font-normal phone:min-h-11">
            <Checkbox checked={leaveOut} onCheckedChange={setLeaveOut} />
            Leave out {faulty === 1 ? "the row" : `the ${countWords(faulty)} rows`} that cannot be applied
          </Label>
        )}
        {changed === 0 && <p className="text-sm text-muted-foreground">Nothing would change.</p>}
      </div>
    </form>
  );
}

function Applied({ report: { counts, applied } }: { report: ImportReport }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border bg-card px-4 py-3">
      <p className="min-w-0 flex-1 basis-56 text-sm wrap-anywhere">
        <span className="font-medium">{totalWords(counts.changed)} changed.</span>{" "}
        <span className="text-muted-foreground">Each has it in its timeline, as set by {applied?.by}.</span>
      </p>
      <Link href="/backlog" className={buttonVariants({ variant: "outline", size: "sm" })}>
        Open the backlog
      </Link>
    </div>
  );
}
