"use client";

import { FileSpreadsheet } from "lucide-react";
import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { SkeletonRows } from "@/components/ui/skeleton-card.tsx";
import type { ImportReport } from "@/lib/import/schema.ts";
import { ApplyForm } from "./apply-form.tsx";
import { ReadingForm } from "./reading-form.tsx";
import { Report } from "./report.tsx";
import { SheetSource } from "./sheet-source.tsx";
import { type Import, useImport } from "./use-import.ts";

/** The old sheet's notes, priorities and dates: looked at row by row first, then applied, all of it or nothing. */
export function ImportView() {
  const state = useImport();
  const { sheet, close } = state;
  return (
    <PageBody>
      <PageHeader
        title="Import"
        action={
          sheet && (
            <Button variant="outline" onClick={close}>
              Another sheet
            </Button>
          )
        }
      >
        <p className="text-sm text-muted-foreground">
          {sheet ? <bdi>{sheet.name}</bdi> : "Status, priority, target date and notes from a spreadsheet"}
        </p>
      </PageHeader>
      {sheet ? <Looked state={state} /> : <SheetSource onOpen={state.open} />}
    </PageBody>
  );
}

function Looked({ state }: { state: Import }) {
  const { report, looking, lookProblem, lookAgain, read } = state;
  return (
    <>
      {lookProblem && (
        <ErrorState
          shape={report ? "banner" : "page"}
          {...problemOf(lookProblem, "The sheet could not be read")}
          onRetry={lookAgain}
          retrying={looking}
        />
      )}
      {report === null && looking && <SkeletonRows rows={8} />}
      {report && (
        <>
          {report.applied === null && (
            <ReadingForm key={report.file_name} report={report} busy={looking} onChange={read} />
          )}
          {report.rows.length === 0 ? (
            <NoRows report={report} />
          ) : (
            <>
              <ApplyForm state={state} report={report} />
              <Report report={report} busy={looking} />
            </>
          )}
        </>
      )}
    </>
  );
}

/** Why there is not one row to look at. */
function NoRows({ report: { reading } }: { report: ImportReport }) {
  const isNamed = reading.columns.issue !== null;
  return (
    <Card>
      <EmptyState
        icon={FileSpreadsheet}
        title={isNamed ? "The sheet has no rows" : "No column is known to name the issues"}
      >
        {isNamed ? "There is nothing below the names of its columns." : "Choose above which one does."}
      </EmptyState>
    </Card>
  );
}
