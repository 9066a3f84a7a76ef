"use client";

import Link, { useLinkStatus } from "next/link";
import { useContext } from "react";
import { MarkedText } from "@/components/search/marked-text.tsx";
import { cn } from "@/lib/cn.ts";
import { issuePath } from "@/lib/issues/filters.ts";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { ListSearch, ListWords } from "../list-search.ts";

type IssueLinkProps = { issue: Pick<IssueRow, "id" | "title">; className?: string };

/** To an issue's page, which knows the list one came from. */
export function IssueLink({ issue, className }: IssueLinkProps) {
  const from = useContext(ListSearch);
  return (
    <Link
      href={issuePath(issue.id, from)}
      // A page of 200 rows would ask for 200 issues that nobody opens.
      prefetch={false}
      data-row-link={issue.id}
      dir="auto"
      title={issue.title}
      className={cn("rounded-sm font-medium text-foreground -outline-offset-2 hover:underline", className)}
    >
      <TitleText title={issue.title} />
    </Link>
  );
}

/** Pales while the issue's page is on its way: a click is answered at once. What was searched for is marked. */
function TitleText({ title }: { title: string }) {
  const { pending } = useLinkStatus();
  return (
    <span className={cn("transition-opacity", pending && "opacity-50")}>
      <MarkedText text={title} words={useContext(ListWords)} />
    </span>
  );
}
