"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { type BacklogParams, backlogPath, withChange } from "@/lib/issues/filters.ts";
import { parseReference } from "@/lib/issues/reference.ts";
import { askedWords, searchOptions } from "./search-query.ts";

/**
 * Goes where the words in the box lead: to the issue that they name, if there is one such, else to the backlog with them. Its other
 * filters, `params`, stay. `giveUp` ends the waiting for an issue that is named: the words are no longer those.
 */
export function useSubmit(params: BacklogParams) {
  const router = useRouter();
  const findNamed = useFindNamed();
  const turn = useRef(0);

  const submit = async (text: string, onLeave: (to: "issue" | "backlog") => void) => {
    turn.current += 1;
    const mine = turn.current;
    const words = askedWords(text);
    const issue = parseReference(words) === null ? null : await findNamed(words);
    if (turn.current !== mine) return;
    onLeave(issue === null ? "backlog" : "issue");
    router.push(issue ?? backlogPath(withChange(params, { q: words === "" ? null : words })));
  };
  return { submit, giveUp: () => (turn.current += 1) };
}

/** The address of the one issue that a reference names. The backlog says what is wrong when it cannot be found out. */
function useFindNamed(): (words: string) => Promise<string | null> {
  const queryClient = useQueryClient();
  return async (words) => {
    const answer = await queryClient.query({ ...searchOptions(words), retry: false }).catch(() => null);
    const [issue, another] = answer?.data.filter(({ matched }) => matched.includes("reference")) ?? [];
    return issue === undefined || another !== undefined ? null : `/issues/${issue.id}`;
  };
}
