import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { Summary } from "@/lib/dashboard/schema.ts";
import { incompleteWords } from "@/lib/definitions/wording.ts";
import { CONFIDENTIAL_HIDDEN, countWords } from "@/lib/issues/wording.ts";
import { exclusionInWords } from "@/lib/sync/wording.ts";
import { exactTime } from "@/lib/time-wording.ts";
import { FigureLink } from "./figure-link.tsx";
import { periodWords } from "./period-words.ts";
import type { ShownPanel } from "./use-panel.ts";

type AboutLineProps = { shown: Pick<ShownPanel<Summary>, "data" | "error">; confidentialHidden: boolean };

const MOST_EXCLUDED = 3;

/** What one must know of the figures to read them rightly: of which days, as of when, and what is not in them. */
export function AboutLine({ shown: { data, error }, confidentialHidden }: AboutLineProps) {
  return (
    <div className="min-h-4.5 text-sm text-muted-foreground phone:min-h-9">
      {data ? <About summary={data} /> : !error && <Skeleton className="my-0.5 inline-block h-3.5 w-80 max-w-full" />}
      {confidentialHidden && <> {CONFIDENTIAL_HIDDEN}</>}
    </div>
  );
}

function About({ summary }: { summary: Summary }) {
  const { period, zone, freshness, incomplete_before: incomplete, unknown_close: unknown } = summary;
  return (
    <>
      <span className="hidden print:inline">{periodWords(period)}. </span>
      {freshness.as_of === null
        ? "No project has been read completely yet"
        : `As of ${exactTime(freshness.as_of, zone)}`}
      {" · days in "}
      {zone}
      {incomplete && ` · ${incompleteWords(incomplete)}`}
      {unknown.value > 0 && (
        <>
          {" · "}
          <FigureLink figure={unknown}>{countWords(unknown.value)} closed at an unknown time</FigureLink>
          {" and in no period"}
        </>
      )}
      {freshness.excluded.length > 0 && ` · not kept up: ${excludedWords(freshness.excluded)}`}.
    </>
  );
}

function excludedWords(excluded: Summary["freshness"]["excluded"]): string {
  const named = excluded.slice(0, MOST_EXCLUDED).map(exclusionInWords).join("; ");
  const rest = excluded.length - MOST_EXCLUDED;
  return rest > 0 ? `${named}; and ${countWords(rest)} more` : named;
}
