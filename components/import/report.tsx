"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { saveFile } from "@/components/charts/chart-file.ts";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { StackBody, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { ImportReport } from "@/lib/import/schema.ts";
import { ROW_KINDS, type RowKind, CHANGED_WORDS, KIND_WORDS } from "@/lib/import/wording.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { faultyFile, faultyRows } from "./faulty-rows.ts";
import { ReportLine } from "./report-line.tsx";

const SHOWN = 100;

type ReportProps = { report: ImportReport; busy: boolean };

/** Each row of the sheet and what becomes of it; by kind at a press. */
export function Report({ report, busy }: ReportProps) {
  const [kind, setKind] = useState<RowKind | null>(null);
  const [most, setMost] = useState(SHOWN);
  const rows = kind === null ? report.rows : report.rows.filter((row) => row.kind === kind);
  const isApplied = report.applied !== null;
  return (
    <Card aria-busy={busy} className="@container/many aria-busy:opacity-60">
      <SectionHead
        id="rows"
        title="Row by row"
        explanation="Rows are counted as in the spreadsheet: its first holds the names."
      />
      <div className="flex flex-wrap items-center gap-2 px-4 py-3">
        <div role="group" aria-label="Rows by what becomes of them" className="flex flex-wrap gap-1">
          <KindButton chosen={kind === null} onChoose={() => setKind(null)} words="All" count={report.rows.length} />
          {ROW_KINDS.filter((each) => report.counts[each] > 0).map((each) => (
            <KindButton
              key={each}
              chosen={kind === each}
              onChoose={() => setKind(each)}
              words={kindWords(each, isApplied)}
              count={report.counts[each]}
            />
          ))}
        </div>
        {faultyRows(report).length > 0 && (
          <Button
            variant="outline"
            size="xs"
            className="ml-auto"
            onClick={() => saveFile("import-faults.csv", faultyFile(report))}
          >
            <Download aria-hidden />
            Rows that cannot be applied
          </Button>
        )}
      </div>
      <Rows rows={rows.slice(0, most)} isApplied={isApplied} />
      {rows.length > most && (
        <div className="border-t px-4 py-3">
          <Button variant="outline" size="sm" onClick={() => setMost(most + 10 * SHOWN)}>
            Show more of {countWords(rows.length)}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Rows({ rows, isApplied }: { rows: ImportReport["rows"]; isApplied: boolean }) {
  return (
    <StackTable aria-labelledby="rows">
      <StackHead>
        <StackRow>
          <StackColumn align="right">Row</StackColumn>
          <StackColumn>Outcome</StackColumn>
          <StackColumn>Issue</StackColumn>
          <StackColumn className="w-full">What changes, or what is in the way</StackColumn>
        </StackRow>
      </StackHead>
      <StackBody>
        {rows.map((row) => (
          <ReportLine key={row.row} row={row} outcome={kindWords(row.kind, isApplied)} />
        ))}
      </StackBody>
    </StackTable>
  );
}

function kindWords(kind: RowKind, isApplied: boolean): string {
  return kind === "changed" && isApplied ? CHANGED_WORDS : KIND_WORDS[kind];
}

type KindButtonProps = { chosen: boolean; onChoose: () => void; words: string; count: number };

function KindButton({ chosen, onChoose, words, count }: KindButtonProps) {
  return (
    <Button
      variant="outline"
      size="xs"
      aria-pressed={chosen}
      className="aria-pressed:border-primary aria-pressed:bg-selected"
      onClick={onChoose}
    >
      {words} <span className="tabular-nums">{countWords(count)}</span>
    </Button>
  );
}
