"use client";

import { CircleQuestionMark } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { SkeletonRows } from "@/components/ui/skeleton-card.tsx";
import { cn } from "@/lib/cn.ts";
import { type DefinitionId, definitionHref } from "@/lib/definitions/wording.ts";
import type { ShownPanel } from "./use-panel.ts";

type ListCardProps<T> = {
  title: string;
  definition: DefinitionId;
  asked: ShownPanel<T>;
  /** How many rows stand there until these are known. */
  rows: number;
  /** Why there is nothing to show, and what to do; null where there is something. */
  empty?: (data: T) => { title: string; advice: string } | null;
  tools?: ReactNode;
  className?: string;
  children: (data: T) => ReactNode;
};

/** A list of the dashboard in each of its four states. What was there stays when it cannot be renewed. */
export function ListCard<T>({ title, definition, asked, tools, className, ...list }: ListCardProps<T>) {
  const id = useId();
  const { data, error, fetching, retry } = asked;
  return (
    <Card role="region" aria-labelledby={id} className={cn("@container/few min-w-0 break-inside-avoid", className)}>
      <CardHeader className="flex-wrap print:min-h-8 print:py-1">
        <div className="flex items-center gap-1">
          <CardTitle id={id}>{title}</CardTitle>
          <HelpLink definition={definition} title={title} />
        </div>
        {tools}
      </CardHeader>
      {error && (
        <ErrorState
          shape={data ? "banner" : "page"}
          className={data ? "m-3" : undefined}
          {...problemOf(error, `“${title}” could not be ${data ? "renewed" : "read"}.`)}
          onRetry={retry}
          retrying={fetching}
        />
      )}
      <ListBody asked={asked} {...list} />
    </Card>
  );
}

type ListBodyProps<T> = Pick<ListCardProps<T>, "asked" | "rows" | "empty" | "children">;

function ListBody<T>({ asked: { data, stale, error }, rows, empty, children }: ListBodyProps<T>) {
  if (data === undefined) {
    if (error) return null;
    return (
      <div aria-busy>
        <SkeletonRows rows={rows} />
      </div>
    );
  }
  const nothing = empty?.(data) ?? null;
  return (
    <div aria-busy={stale} className={cn("transition-opacity delay-150 duration-100", stale && "opacity-60")}>
      {nothing ? (
        <EmptyState title={nothing.title} className="print:py-2">
          {nothing.advice}
        </EmptyState>
      ) : (
        children(data)
      )}
    </div>
  );
}

function HelpLink({ definition, title }: { definition: DefinitionId; title: string }) {
  return (
    <Link
      href={definitionHref(definition)}
      prefetch={false}
      aria-label={`What “${title}” means`}
      title="What this means"
      className="inline-flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground phone:size-11 print:hidden"
    >
      <CircleQuestionMark aria-hidden className="size-4" />
    </Link>
  );
}
