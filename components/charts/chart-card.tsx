"use client";

import { CircleHelp, Download, Table2 } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { chartCsv, saveFile } from "./chart-file.ts";
import type { ChartTable } from "./chart-table.ts";
import { TableTwin } from "./table-twin.tsx";
import { useShownAsTable } from "./use-shown-as-table.ts";

type ChartCardProps = {
  title: string;
  /** Where it is said what this is. */
  helpHref: string;
  /** Switches that change what is asked. */
  tools?: ReactNode;
  /** The figures above the chart: their place is kept free while nothing is known. */
  lede: ReactNode;
  legend?: ReactNode;
  /** Undefined while there is nothing to tell: then there is no table and no file. */
  table: ChartTable | undefined;
  fileName: string;
  /** The chart, or what stands in its place. */
  children: ReactNode;
  /** What must be said before anything else: that it could not be renewed. */
  notice?: ReactNode;
  /** Where nothing could be read: stands in the place of figures, legend and chart, which are as high together. */
  failure?: ReactNode;
  /** What follows below the chart, inside the card. */
  footer?: ReactNode;
};

/** A chart with its figures, its table and its file. All of it has one height from the beginning. */
export function ChartCard({
  title,
  helpHref,
  tools,
  lede,
  legend,
  table,
  fileName,
  notice,
  failure,
  children,
  footer,
}: ChartCardProps) {
  const [asTable, setAsTable] = useShownAsTable(title);
  const id = useId();
  return (
    <Card role="region" aria-labelledby={id} className="flex min-w-0 flex-col break-inside-avoid">
      <CardHeader className="flex-wrap print:min-h-8 print:py-1">
        <div className="flex items-center gap-1">
          <CardTitle id={id}>{title}</CardTitle>
          <HelpLink href={helpHref} title={title} />
        </div>
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          {tools}
          <TableButton title={title} pressed={asTable} disabled={!table} onClick={() => setAsTable(!asTable)} />
          <FileButton title={title} table={table} fileName={fileName} />
        </div>
      </CardHeader>
      <div className="flex flex-1 flex-col gap-2 p-4 print:gap-1 print:p-2">
        {notice}
        {failure ? (
          <div className="flex min-h-95 flex-col justify-center phone:min-h-117 print:min-h-0">{failure}</div>
        ) : (
          <>
            <div className="min-h-25 text-sm phone:min-h-42 print:min-h-0">{lede}</div>
            {asTable && table ? (
              <ScrolledTable title={title} table={table} />
            ) : (
              <Drawing legend={legend}>{children}</Drawing>
            )}
          </>
        )}
        {footer}
      </div>
    </Card>
  );
}

function Drawing({ legend, children }: { legend: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className="min-h-6 phone:min-h-11 print:min-h-0">{legend}</div>
      {/* On paper a drawing that is still as large as on the screen is fitted into its place. */}
      <div className="h-60 min-w-0 print:h-40 print:[&_svg.recharts-surface]:h-full! print:[&_svg.recharts-surface]:w-full!">
        {children}
      </div>
    </>
  );
}

/** As high as the legend and the chart, so that nothing moves when it is asked for. */
function ScrolledTable({ title, table }: { title: string; table: ChartTable }) {
  return (
    <div
      role="region"
      aria-label={`${title} as a table`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
      tabIndex={0}
      className="h-68 overflow-auto phone:h-73 print:h-auto print:overflow-visible"
    >
      <TableTwin table={table} />
    </div>
  );
}

function HelpLink({ href, title }: { href: string; title: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={`What “${title}” means`}
      title="What this means"
      className="inline-flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground phone:size-11 print:hidden"
    >
      <CircleHelp aria-hidden className="size-4" />
    </Link>
  );
}

type TableButtonProps = { title: string; pressed: boolean; disabled: boolean; onClick: () => void };

function TableButton({ title, pressed, disabled, onClick }: TableButtonProps) {
  return (
    <Button
      variant={pressed ? "secondary" : "outline"}
      size="xs"
      aria-pressed={pressed}
      aria-label={`Table: ${title}`}
      disabled={disabled}
      onClick={onClick}
    >
      <Table2 aria-hidden />
      <span className="phone:sr-only">Table</span>
    </Button>
  );
}

type FileButtonProps = { title: string; table: ChartTable | undefined; fileName: string };

/** The table as a file; the browser writes it from what it has. */
export function FileButton({ title, table, fileName }: FileButtonProps) {
  return (
    <Button
      variant="outline"
      size="xs"
      aria-label={`CSV: ${title}`}
      title={fileName}
      disabled={!table}
      onClick={() => table && saveFile(fileName, chartCsv(table, window.location.origin))}
    >
      <Download aria-hidden />
      <span className="phone:sr-only">CSV</span>
    </Button>
  );
}
