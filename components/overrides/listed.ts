import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { IssueList, IssueRow } from "@/lib/issues/schema.ts";
import type { IssueChange } from "@/lib/overrides/schema.ts";

const LISTS = { queryKey: ["issues", "list"] };

/** The lists as they were before a change was shown in them. */
export type ListedBefore = [QueryKey, IssueList | undefined][];

/** Shows changes in every list that has their issues, before the server has answered. Rows keep their places until the lists are asked for again. */
export async function showInLists(
  queryClient: QueryClient,
  changes: readonly Omit<IssueChange, "if_match">[],
): Promise<ListedBefore> {
  await queryClient.cancelQueries(LISTS);
  const before = queryClient.getQueriesData<IssueList>(LISTS);
  const byId = new Map(changes.map((change) => [change.id, change]));
  queryClient.setQueriesData<IssueList>(
    LISTS,
    (list) => list && { ...list, data: list.data.map((issue) => changed(issue, byId.get(issue.id))) },
  );
  return before;
}

/** Takes back what was shown. */
export function putBackInLists(queryClient: QueryClient, before: ListedBefore | undefined): void {
  for (const [key, list] of before ?? []) queryClient.setQueryData(key, list);
}

/** The row as it will be, as far as that can be known before the server has answered. */
function changed(issue: IssueRow, change: Omit<IssueChange, "if_match"> | undefined): IssueRow {
  if (change === undefined) return issue;
  const { priority = issue.priority, target_date: target = issue.target_date, internal_status: status } = change;
  const shown = { ...issue, priority, target_date: target, due: target ?? issue.due_date };
  return issue.state === "opened" && status ? { ...shown, status } : shown;
}
