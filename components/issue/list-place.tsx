"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { useShortcuts } from "@/components/shortcuts/use-shortcuts.ts";
import { buttonVariants } from "@/components/ui/button.tsx";
import { cn } from "@/lib/cn.ts";
import { backlogSearch, type BacklogParams, issuePath } from "@/lib/issues/filters.ts";
import type { IssueNeighbours } from "@/lib/issues/schema.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { neighboursOptions } from "./issue-query.ts";
import { rememberIssue } from "./last-issue.ts";

/** Its place is kept until it is known. */
const NOT_YET: IssueNeighbours = { position: null, total: 0, previous: null, next: null };

type ListPlaceProps = { id: string; list: BacklogParams };

/**
 * Where the issue stands in the list one came from, and the way to the ones before and after. Nothing where that list
 * does not have it.
 */
export function ListPlace({ id, list }: ListPlaceProps) {
  const { data: place } = useQuery(neighboursOptions(id, list));
  const { position, total, previous, next } = place ?? NOT_YET;
  const search = backlogSearch(list);
  const router = useRouter();
  const goTo = (issue: IssueNeighbours["next"]) => issue && router.push(issuePath(issue.id, search));
  useShortcuts({ "issue-next": () => goTo(next), "issue-previous": () => goTo(previous) });
  useEffect(() => rememberIssue(id), [id]);
  const look = cn("flex items-center gap-1 text-sm text-muted-foreground", position === null && "invisible");
  return (
    <nav aria-label="In the list" className={look}>
      <Step issue={previous} search={search} words="Previous issue">
        <ChevronLeft aria-hidden />
      </Step>
      <span className="tabular-nums">
        {countWords(position ?? 0)} of {countWords(total)}
      </span>
      <Step issue={next} search={search} words="Next issue">
        <ChevronRight aria-hidden />
      </Step>
    </nav>
  );
}

type StepProps = { issue: IssueNeighbours["next"]; search: string; words: string; children: ReactNode };

/** At either end of the list there is nothing to go to; the place of the button stays. */
function Step({ issue, search, words, children }: StepProps) {
  const look = buttonVariants({ variant: "ghost", size: "icon-sm" });
  if (issue === null) {
    return (
      <span aria-hidden className={cn(look, "pointer-events-none opacity-40")}>
        {children}
      </span>
    );
  }
  return (
    <Link
      href={issuePath(issue.id, search)}
      aria-label={`${words}: ${issue.reference}`}
      title={issue.title}
      className={look}
    >
      {children}
    </Link>
  );
}
