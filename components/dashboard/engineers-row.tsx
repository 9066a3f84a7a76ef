import Link from "next/link";
import { ConfidentialMark } from "@/components/issue/confidential-mark.tsx";
import { Nothing } from "@/components/issue/nothing.tsx";
import { Avatar } from "@/components/ui/avatar.tsx";
import { StackCell, StackRow } from "@/components/ui/stack-table.tsx";
import { cn } from "@/lib/cn.ts";
import type { EngineerRow, Engineers } from "@/lib/dashboard/schema.ts";
import { countWords, shortReference } from "@/lib/issues/wording.ts";
import { Age } from "./age.tsx";
import { columnWords, COUNTS } from "./engineers-columns.ts";
import { FigureLink } from "./figure-link.tsx";

type Told = Engineers["total"];
type EngineersRowProps = {
  row: Told;
  name: string;
  /** Null is nobody; undefined is all. */
  person: EngineerRow["person"] | undefined;
  className?: string | undefined;
};

/** What one person has, or nobody, or all; each number leads to its issues. */
export function EngineersRow({ row, name, person, className }: EngineersRowProps) {
  return (
    <StackRow className={cn("print:h-5 stacked:grid-cols-2", className)}>
      <StackCell wide role="rowheader" className={cn("sticky left-0 z-10 bg-card stacked:static", CELL)}>
        <span className="flex items-center gap-2">
          {person && <Avatar name={person.name} src={person.avatar_url} className="print:hidden" />}
          <span dir="auto" className={cn("truncate", person !== undefined && "stacked:font-medium")}>
            {name}
          </span>
        </span>
      </StackCell>
      {COUNTS.map(({ key, words }) => (
        <StackCell key={key} label={words} align="right" className={CELL}>
          <FigureLink
            figure={row[key]}
            label={`${name}, ${words.toLowerCase()}`}
            className={cn(TARGET, "justify-end", row[key].value === 0 && "text-muted-foreground")}
          />
          {key === "completed" && row.approximate > 0 && <Approximate count={row.approximate} />}
        </StackCell>
      ))}
      <StackCell label={columnWords("oldest")} className={cn("stacked:col-span-full", CELL)}>
        <Oldest row={row} name={name} />
      </StackCell>
    </StackRow>
  );
}

const CELL = "print:h-5 print:py-0";
const TARGET = "inline-flex min-h-6 min-w-6 items-center phone:min-h-11 phone:min-w-11 print:min-h-0";

function Approximate({ count }: { count: number }) {
  const words = `${countWords(count)} of them credited approximately`;
  return (
    <span title={words} className="ml-1 text-xs text-muted-foreground">
      <span aria-hidden>≈</span>
      <span className="sr-only">, {words}</span>
    </span>
  );
}

/** The one in work for longest, and how many are in work since nobody knows when. */
function Oldest({ row: { oldest, unknown_start: unknown }, name }: { row: Told; name: string }) {
  if (oldest === null && unknown.value === 0) return <Nothing words="nothing in work" />;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {oldest && (
        <>
          <span className="tabular-nums">
            <Age since={oldest.wip_since} />
          </span>
          <span className="inline-flex min-w-0 items-center gap-1">
            {oldest.confidential && <ConfidentialMark />}
            <Link
              href={`/issues/${oldest.id}`}
              prefetch={false}
              title={oldest.title}
              className={cn(TARGET, "font-mono text-xs whitespace-nowrap underline-offset-4 hover:underline")}
            >
              {shortReference(oldest.reference)}
            </Link>
          </span>
        </>
      )}
      {unknown.value > 0 && (
        <FigureLink
          figure={unknown}
          label={`${name}, start not known`}
          className={cn(TARGET, "text-xs text-muted-foreground hover:text-foreground")}
        >
          {countWords(unknown.value)} of unknown start
        </FigureLink>
      )}
    </span>
  );
}
