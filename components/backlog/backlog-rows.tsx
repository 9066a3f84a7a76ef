"use client";

import { useMemo, useState } from "react";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { backlogPath, type BacklogParams } from "@/lib/issues/filters.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { wordsOf } from "@/lib/search/fold.ts";
import { BacklogEmpty } from "./backlog-empty.tsx";
import { BacklogSkeleton } from "./backlog-skeleton.tsx";
import { BacklogTable } from "./backlog-table.tsx";
import { IssueCard } from "./issue-card.tsx";
import { ListSearch, ListWords } from "./list-search.ts";
import { listProblem } from "./list-problem.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";
import type { ShownList } from "./use-issue-list.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { useWide } from "./use-wide.ts";

type BacklogRowsProps = { shown: ShownList; params: BacklogParams; onChange: ChangeBacklog };

/** The page of issues in one of its four states: on its way, none, failed (with what was there before), or there. */
export function BacklogRows({ shown, params, onChange }: BacklogRowsProps) {
  const { list, error, fetching, retry } = shown;
  const failure = error && (
    <ErrorState {...listProblem(error)} onRetry={retry} retrying={fetching} shape={list ? "banner" : "page"} />
  );
  if (!list) return failure ?? <BacklogSkeleton columns={params.columns} className="flex-1 border-t" />;
  return (
    <>
      {failure && <div className="px-6 pb-2 phone:px-4">{failure}</div>}
      {list.data.length === 0 ? (
        <div className="flex-1 border-y bg-card">
          <BacklogEmpty list={list} params={params} onChange={onChange} />
        </div>
      ) : (
        <Issues list={list} busy={shown.stale} params={params} onChange={onChange} />
      )}
    </>
  );
}

type IssuesProps = { list: IssueList; busy: boolean; params: BacklogParams; onChange: ChangeBacklog };

function Issues({ list, busy, params, onChange }: IssuesProps) {
  const wide = useWide();
  useRowKeys(list, onChange);
  const search = backlogPath(params).split("?")[1] ?? "";
  const [listed, setListed] = useState(search);
  if (!busy && listed !== search) setListed(search);
  const words = useMemo(() => wordsFound(listed, list.read_as), [listed, list.read_as]);
  return (
    <ListSearch value={listed}>
      <ListWords value={words}>
        {wide !== false && (
          <BacklogTable
            issues={list.data}
            sort={params.sort}
            columns={params.columns}
            busy={busy}
            onSort={(sort) => onChange({ sort })}
            className="min-h-0 flex-1 border-t phone:hidden"
          />
        )}
        {wide !== true && (
          <ul aria-label="Issues" aria-busy={busy} className="border-t md:hidden">
            {list.data.map((issue) => (
              <IssueCard key={issue.id} issue={issue} />
            ))}
          </ul>
        )}
      </ListWords>
    </ListSearch>
  );
}

/** What is marked: the words of the question, or what was looked for in their place. */
function wordsFound(listed: string, readAs: IssueList["read_as"]): string[] {
  const words = wordsOf(new URLSearchParams(listed).get("q") ?? "");
  return words.flatMap((word) => readAs.find((read) => read.word === word)?.instead ?? [word]);
}
