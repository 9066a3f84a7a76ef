import { ArrowRight } from "lucide-react";
import { StatusPill } from "@/components/issue/status-pill.tsx";
import { countWords, shortReference } from "@/lib/issues/wording.ts";
import type { RulePreview } from "@/lib/status/schema.ts";
import { APPLYING_MEANWHILE, STATUS_WORDS, wouldChangeWords } from "@/lib/status/wording.ts";

/** "134 issues would change, these": how many from what to what, and those that changed last. */
export function PreviewResult({ preview: { changed, by, examples } }: { preview: RulePreview }) {
  return (
    <>
      <h3 ref={focus} tabIndex={-1} className="text-lg font-medium outline-none">
        {wouldChangeWords(changed)}
      </h3>
      <p className="text-sm text-muted-foreground">
        {changed === 0
          ? "Where issues carried such a label in the past, their history may change."
          : `By their labels now; histories may change in more places. It is done in the background. ${APPLYING_MEANWHILE}`}
      </p>
      {by.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {by.map(({ from, to, n }) => (
            <li key={`${from} ${to}`} className="flex flex-wrap items-center gap-2 tabular-nums">
              <span className="min-w-12 text-right font-medium">{countWords(n)}</span>
              <Step from={from} to={to} />
            </li>
          ))}
        </ul>
      )}
      {examples.length > 0 && (
        <section aria-labelledby="changed-issues" className="flex flex-col gap-1">
          <h4 id="changed-issues" className="text-sm font-medium">
            {examples.length < changed ? `These and ${countWords(changed - examples.length)} others` : "These"}
          </h4>
          <ul className="divide-y rounded-md border">
            {examples.map((issue) => (
              <Example key={issue.id} issue={issue} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Step({ from, to }: Pick<RulePreview["by"][number], "from" | "to">) {
  return (
    <>
      <StatusPill status={from} />
      <ArrowRight aria-label="becomes" className="size-3.5 text-muted-foreground" />
      <StatusPill status={to} />
    </>
  );
}

function Example({ issue }: { issue: RulePreview["examples"][number] }) {
  return (
    <li className="px-3 py-1.5 text-sm">
      <a
        href={`/issues/${issue.id}`}
        target="_blank"
        rel="noreferrer"
        className="flex min-h-6 min-w-0 items-baseline gap-2 hover:underline phone:min-h-11 phone:items-center"
      >
        <span className="shrink-0 font-mono text-xs text-muted-foreground">{shortReference(issue.reference)}</span>
        <span dir="auto" className="truncate" title={issue.title}>
          {issue.title}
        </span>
        <span className="sr-only">(new tab)</span>
      </a>
      <p className="text-xs text-muted-foreground">
        {STATUS_WORDS[issue.from]} becomes {STATUS_WORDS[issue.to].toLowerCase()}
      </p>
    </li>
  );
}

/** What was pressed to come here is gone, and the keyboard would start again at the page's top. */
function focus(heading: HTMLElement | null): void {
  heading?.focus();
}
