import Link from "next/link";
import type { ReactNode } from "react";
import { StatusPill } from "@/components/issue/status-pill.tsx";
import { definitionOf } from "@/lib/definitions/wording.ts";
import type { IssueStatus } from "@/lib/status/schema.ts";
import { Anchored } from "./anchored.tsx";

type Shown = NonNullable<ReturnType<typeof definitionOf>>;

const LINK =
  "inline-flex min-h-6 items-center text-primary underline decoration-border underline-offset-4 hover:decoration-current phone:min-h-11";

/** One word, what it means, an example, and what to read next. `children` say what holds in this organisation. */
export function DefinitionEntry({ definition, children }: { definition: Shown; children?: ReactNode }) {
  const { id, term, words, example, see = [] } = definition;
  const status = STATUS_OF[id];
  return (
    <Anchored id={id}>
      <div className="flex flex-wrap items-center gap-x-2">
        <h3 id={`${id}-term`} className="text-base font-medium">
          <Link href={`#${id}`} prefetch={false} className="group inline-flex items-center gap-1 phone:min-h-6">
            {term}
            <span aria-hidden className="text-muted-foreground opacity-0 group-hover:opacity-100 print:hidden">
              #
            </span>
          </Link>
        </h3>
        {status && <StatusPill status={status} className="print:hidden" />}
      </div>
      <p>{words}</p>
      {children}
      {example && <p className="border-l pl-3 text-muted-foreground">{example}</p>}
      {see.length > 0 && <SeeAlso ids={see} />}
    </Anchored>
  );
}

/** The definitions that are a status, shown with the sign it has everywhere. */
const STATUS_OF: Partial<Record<string, IssueStatus>> = {
  "not-started": "not_started",
  "in-progress": "in_progress",
  blocked: "blocked",
  completed: "completed",
  "closed-not-done": "closed_not_done",
  gone: "gone",
};

function SeeAlso({ ids }: { ids: readonly string[] }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted-foreground print:hidden">
      <span>See also</span>
      {ids.map((id) => (
        <Link key={id} href={`#${id}`} prefetch={false} className={LINK}>
          {definitionOf(id)?.term}
        </Link>
      ))}
    </p>
  );
}
