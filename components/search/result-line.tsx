import { ConfidentialMark } from "@/components/issue/confidential-mark.tsx";
import { StatusPill } from "@/components/issue/status-pill.tsx";
import { cn } from "@/lib/cn.ts";
import { shortReference } from "@/lib/issues/wording.ts";
import type { SearchResult } from "@/lib/search/schema.ts";
import { MarkedText } from "./marked-text.tsx";
import { MatchReason } from "./match-reason.tsx";
import { ROW, ROW_PARTS } from "./row-classes.ts";

/** An issue that was found: which, where it stands, and why it was found where the title does not say so. */
export function ResultLine({ result, words }: { result: SearchResult; words: readonly string[] }) {
  return (
    <span className={ROW}>
      <span
        title={result.reference}
        className={cn("truncate font-mono text-xs text-muted-foreground", ROW_PARTS.reference)}
      >
        {shortReference(result.reference)}{" "}
      </span>
      <span className={cn("flex min-w-0 items-center gap-1.5", ROW_PARTS.title)}>
        {result.confidential && <ConfidentialMark />}
        <span
          dir="auto"
          title={result.title}
          className="min-w-0 truncate font-medium phone:line-clamp-2 phone:whitespace-normal"
        >
          <MarkedText text={result.title} words={words} />
        </span>{" "}
      </span>
      <StatusPill status={result.status} className={ROW_PARTS.status} />
      <MatchReason result={result} words={words} className={ROW_PARTS.reason} />
    </span>
  );
}
