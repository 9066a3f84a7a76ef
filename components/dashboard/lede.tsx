import Link from "next/link";
import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { Figure } from "@/lib/dashboard/schema.ts";
import { type DefinitionId, definitionHref } from "@/lib/definitions/wording.ts";
import { FigureLink } from "./figure-link.tsx";

/** The figures above a chart, and a line of what they rest on. */
export function Lede({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <>
      <dl className="grid grid-cols-3 gap-x-4">{children}</dl>
      <p className="mt-1 text-xs text-muted-foreground">{note}</p>
    </>
  );
}

/** What a figure was before: its issues, what is seen of it, and when that was. */
export type Before = { figure: Figure; words: string; when: string };

type LedeFigureProps = {
  figure: Figure;
  name: string;
  definition: DefinitionId;
  /** What is seen, where it is not the count itself. */
  words?: string;
  before?: Before | undefined;
};

/** One figure, its name with the way to its definition, and what it was before. */
export function LedeFigure({ figure, name, definition, words, before }: LedeFigureProps) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="flex flex-col items-start text-xs text-muted-foreground">
        <Link
          href={definitionHref(definition)}
          prefetch={false}
          className="inline-flex min-h-6 items-center hover:text-foreground hover:underline phone:min-h-11 print:min-h-0"
        >
          {name}
        </Link>
        {before && (
          <span title={before.when} className="flex">
            <FigureLink
              figure={before.figure}
              className="inline-flex min-h-6 items-center phone:min-h-11 print:min-h-0"
            >
              {before.words} before
            </FigureLink>
          </span>
        )}
      </dt>
      <dd className="flex text-xl font-medium">
        <FigureLink figure={figure} className="inline-flex min-w-6 items-center phone:min-h-11">
          {words}
        </FigureLink>
      </dd>
    </div>
  );
}

export function LedeSkeleton() {
  return (
    <>
      <div className="grid grid-cols-3 gap-x-4">
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </div>
      <Skeleton className="mt-1.5 h-3.5 w-64 max-w-full" />
    </>
  );
}
