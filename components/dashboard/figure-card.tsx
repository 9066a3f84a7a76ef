"use client";

import { CircleQuestionMark } from "lucide-react";
import Link from "next/link";
import { SparkLine } from "@/components/charts/spark-line.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { cn } from "@/lib/cn.ts";
import type { Summary } from "@/lib/dashboard/schema.ts";
import { definitionHref, incompleteWords } from "@/lib/definitions/wording.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { FigureChange } from "./figure-change.tsx";
import { FigureLink } from "./figure-link.tsx";
import type { FigureLook } from "./figures.ts";
import { periodWords } from "./period-words.ts";
import { useTip } from "./use-tip.ts";

type FigureCardProps = { look: FigureLook; summary: Summary | undefined };

/** One figure: its value, how it changed, how it went, and on hover or focus what it counts. */
export function FigureCard({ look, summary }: FigureCardProps) {
  const { open, id, around } = useTip();
  const { name, words, counts, className } = look;
  const figure = summary?.figures[name];
  return (
    <li className="relative flex" {...around}>
      <Card className="flex min-w-0 flex-1 flex-col gap-0.5 px-3 py-2">
        <Name look={look} tip={id} />
        <div className="h-8 text-2xl font-semibold">
          {figure ? (
            <FigureLink figure={figure} label={words} className="inline-block min-w-6" />
          ) : (
            <Skeleton className="mt-1 h-6 w-16" />
          )}
        </div>
        <div className="min-h-8 flex-1 text-xs text-muted-foreground phone:min-h-12">
          {summary && <FigureChange look={look} summary={summary} />}
        </div>
        <div className={cn("h-6", className)}>
          {summary && figure?.trend && figure.trend.length > 1 && (
            <SparkLine
              values={figure.trend.map(({ value }) => value)}
              label={trendWords(words, summary, figure.trend)}
            />
          )}
        </div>
      </Card>
      <p
        id={id}
        role="tooltip"
        className={cn(
          "absolute inset-x-0 top-full z-20 rounded-md border bg-popover px-3 py-2 text-xs text-popover-foreground shadow-md print:hidden",
          !open && "hidden",
        )}
      >
        {counts}
        {look.ofPeriod && summary && ` The period is ${periodWords(summary.period)}.`}
      </p>
    </li>
  );
}

function Name({ look: { words, icon: Icon, className, definition }, tip }: { look: FigureLook; tip: string }) {
  return (
    <div className="flex min-h-6 items-center gap-1.5">
      <Icon aria-hidden className={cn("size-4 shrink-0", className)} />
      {/* On a phone the target of the link is wider than what is seen of it. */}
      <h2 title={words} className="min-w-0 flex-1 truncate text-sm text-muted-foreground phone:-mr-3">
        {words}
      </h2>
      <Link
        href={definitionHref(definition)}
        prefetch={false}
        aria-label={`What “${words}” means`}
        aria-describedby={tip}
        className="-mr-1 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground phone:-mt-2 phone:-mr-3 phone:-mb-2 phone:size-11 print:hidden"
      >
        <CircleQuestionMark aria-hidden className="size-4" />
      </Link>
    </div>
  );
}

/** The line for those who do not see it. */
function trendWords(words: string, summary: Summary, trend: readonly { value: number }[]): string {
  const { bucket, period, incomplete_before: incomplete } = summary;
  const values = trend.map(({ value }) => value);
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const ends = `${countWords(first)} at first, ${countWords(last)} at last`;
  const whole = incomplete === null ? "" : `, ${incompleteWords(incomplete)}`;
  return `${words} by ${bucket}, ${periodWords(period)}: ${ends}, at most ${countWords(Math.max(...values))}${whole}`;
}
