import { cn } from "@/lib/cn.ts";
import type { FreshnessAnswer } from "@/lib/sync/schema.ts";
import { auditInWords } from "@/lib/sync/audit-wording.ts";
import { exclusionInWords, freshnessInWords, freshnessReason } from "@/lib/sync/wording.ts";

type FreshnessDetailProps = { freshness: FreshnessAnswer | null; error: Error | null };

/** What the age rests on, whether all issues are here, which projects do not count, and what is broken. */
export function FreshnessDetail({ freshness, error }: FreshnessDetailProps) {
  return (
    <div className="flex flex-col gap-2">
      {error && (
        <p>
          <strong className="font-medium">The age is not known.</strong> {error.message}
          {freshness && ` It was last: ${freshnessInWords(freshness)}.`}
        </p>
      )}
      {freshness && <p>{freshnessReason(freshness)}</p>}
      {freshness && (
        <p className={cn(freshness.audit.state === "wrong" && "text-status-overdue")}>
          {auditInWords(freshness.audit)}
        </p>
      )}
      {freshness && freshness.excluded.length > 0 && (
        <div>
          <p className="font-medium">Not counted</p>
          <ul className="text-muted-foreground">
            {freshness.excluded.map((excluded) => (
              <li key={excluded.project} className="break-words">
                {exclusionInWords(excluded)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
