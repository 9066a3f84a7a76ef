"use client";

import { useState } from "react";
import { FileButton } from "@/components/charts/chart-card.tsx";
import { Button } from "@/components/ui/button.tsx";
import { StackBody, StackTable } from "@/components/ui/stack-table.tsx";
import { cn } from "@/lib/cn.ts";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import type { Engineers } from "@/lib/dashboard/schema.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { type EngineerKey, type EngineerOrder, inOrder, nameOf, nextOrder } from "./engineers-columns.ts";
import { ALL, engineersFile } from "./engineers-file.ts";
import { EngineersHead, EngineersOrder } from "./engineers-head.tsx";
import { EngineersRow } from "./engineers-row.tsx";
import { Incomplete } from "./incomplete.tsx";
import { ListCard } from "./list-card.tsx";
import { periodWords } from "./period-words.ts";
import { usePanel } from "./use-panel.ts";

const SKELETON_ROWS = 8;
/** Those with most work; a page with everybody of a large company would be long. */
const FIRST_SHOWN = 15;
/** A card each, of six lines. */
const FIRST_ON_PHONE = 5;
/** More would not go on the second sheet. */
const MOST_PRINTED = 20;
const NOT_ON_SCREEN = "hidden stacked:hidden print:table-row";
const NOT_ON_PHONE = "phone:hidden phone:stacked:hidden";

/** Who has what: each assignee a row, what nobody has, and all of it with each issue once. */
export function EngineersTable({ params }: { params: DashboardParams }) {
  const asked = usePanel("tasks-per-engineer", params);
  const [order, setOrder] = useState<EngineerOrder | null>(null);
  const file = asked.data && engineersFile(asked.data);
  const turn = (key: EngineerKey) => setOrder((present) => nextOrder(present, key));
  return (
    <ListCard
      title="Tasks per engineer"
      definition="per-engineer"
      asked={asked}
      rows={SKELETON_ROWS}
      tools={
        <div className="flex items-center gap-2 print:hidden">
          <EngineersOrder order={order} onOrder={setOrder} />
          <FileButton title="Tasks per engineer" table={file?.table} fileName={file?.fileName ?? ""} />
        </div>
      }
      empty={({ rows }) =>
        rows.length === 0 ? { title: "Nobody has an issue here", advice: "Under fewer filters somebody may." } : null
      }
    >
      {(data) => (
        <>
          <Rows data={data} order={order} onTurn={turn} />
          <Foot data={data} />
        </>
      )}
    </ListCard>
  );
}

type RowsProps = { data: Engineers; order: EngineerOrder | null; onTurn: (key: EngineerKey) => void };

function Rows({ data: { rows, total }, order, onTurn }: RowsProps) {
  const [showsAll, setShowsAll] = useState(false);
  const whereNot = (place: number) => {
    if (showsAll || place < FIRST_ON_PHONE) return null;
    return place < FIRST_SHOWN ? NOT_ON_PHONE : NOT_ON_SCREEN;
  };
  const last = whereNot(rows.length - 1);
  return (
    <>
      <div className="relative overflow-x-auto print:overflow-visible">
        <StackTable aria-label="Tasks per engineer">
          <EngineersHead order={order} onTurn={onTurn} />
          <StackBody>
            {inOrder(rows, order).map((row, place) => (
              <EngineersRow
                key={row.person?.id ?? "nobody"}
                row={row}
                name={nameOf(row)}
                person={row.person}
                className={cn(whereNot(place), place >= MOST_PRINTED && "print:hidden")}
              />
            ))}
            <EngineersRow row={total} name={ALL} person={undefined} className="font-medium" />
          </StackBody>
        </StackTable>
      </div>
      {last !== null && (
        <ShowAll
          count={rows.length}
          onPress={() => setShowsAll(true)}
          className={cn(last === NOT_ON_PHONE && "hidden phone:block")}
        />
      )}
    </>
  );
}

type ShowAllProps = { count: number; onPress: () => void; className: string };

function ShowAll({ count, onPress, className }: ShowAllProps) {
  return (
    <div className={cn("border-t px-4 py-2 print:hidden", className)}>
      <Button variant="ghost" size="sm" onClick={onPress}>
        Show all {countWords(count)}
      </Button>
    </div>
  );
}

/** Of which days the completed ones are, and how surely it is known whose they are. */
function Foot({ data: { rows, total, period, incomplete_before: incomplete } }: { data: Engineers }) {
  const unprinted = rows.length - MOST_PRINTED;
  return (
    <p className="border-t px-4 py-2 text-xs text-muted-foreground print:py-1">
      Completed {periodWords(period)}
      <Incomplete from={incomplete} />
      {total.approximate > 0 &&
        ` · ≈ ${countWords(total.approximate)} closed before Backtrak looked: whose they were is approximate`}
      {unprinted > 0 && (
        <span className="hidden print:inline">
          {" "}
          · {countWords(unprinted)} more people on the page, in the last row all
        </span>
      )}
    </p>
  );
}
