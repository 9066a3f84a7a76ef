import { Fragment } from "react";
import { cn } from "@/lib/cn.ts";
import type { SearchResult } from "@/lib/search/schema.ts";
import { MarkedText } from "./marked-text.tsx";
import { type Reason, reasonsOf } from "./reasons.ts";

type MatchReasonProps = { result: SearchResult; words: readonly string[]; className?: string };

/** Where a result holds what its title does not: "label type::bug · in description: …the gateway refuses…". */
export function MatchReason({ result, words, className }: MatchReasonProps) {
  const reasons = reasonsOf(result, words);
  if (reasons.length === 0) return null;
  return (
    <span className={cn("line-clamp-2 text-xs break-words text-muted-foreground", className)}>
      {reasons.map((reason, at) => (
        // What was found in an answer does not change, nor does its order.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={at}>
          {at > 0 && " · "}
          <ReasonText reason={reason} words={words} />
        </Fragment>
      ))}
    </span>
  );
}

function ReasonText({ reason, words }: { reason: Reason; words: readonly string[] }) {
  if ("name" in reason) {
    return (
      <>
        {reason.place}{" "}
        <bdi className="text-foreground">
          <MarkedText text={reason.name} words={words} />
        </bdi>
      </>
    );
  }
  if (reason.excerpt === "") return `in ${reason.place}`;
  return (
    <>
      in {reason.place}:{" "}
      <bdi>
        <MarkedText text={reason.excerpt} words={words} beginnings />
      </bdi>
    </>
  );
}
