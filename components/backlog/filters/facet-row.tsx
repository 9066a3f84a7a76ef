import { Ban } from "lucide-react";
import { LabelPill } from "@/components/issue/label-pill.tsx";
import { StatusPill } from "@/components/issue/status-pill.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { cn } from "@/lib/cn.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { isStatus } from "@/lib/status/wording.ts";
import type { FacetLine } from "./facet-rows.ts";
import type { Choice } from "./facet-values.ts";
import type { ValuesParam } from "./facets.ts";

type FacetRowProps = {
  param: ValuesParam;
  line: FacetLine;
  tabIndex: 0 | -1;
  onFocus: () => void;
  onChoose: (choice: Choice) => void;
};

const ROW = "group/facet flex min-h-7 items-center gap-1 rounded-sm pr-2 text-sm hover:bg-accent phone:min-h-11";
const NAME = "flex min-w-0 flex-1 items-center gap-2 py-1 pl-2";

/** One line: a box that includes it, a button that excludes it, and its count. */
export function FacetRow({ param, line, tabIndex, onFocus, onChoose }: FacetRowProps) {
  const excluded = line.choice === "not";
  const name = <LineName param={param} line={line} />;
  return (
    <li className={ROW}>
      <label className={NAME}>
        <Checkbox
          tabIndex={tabIndex}
          onFocus={onFocus}
          checked={line.choice === "any"}
          onCheckedChange={(checked) => onChoose(checked ? "any" : null)}
        />
        <span className={cn("min-w-0 truncate", excluded && "text-muted-foreground line-through")}>{name}</span>
      </label>
      <button
        type="button"
        tabIndex={tabIndex}
        onFocus={onFocus}
        aria-pressed={excluded}
        aria-label={`Exclude ${line.words}`}
        title={excluded ? "Excluded" : "Exclude"}
        onClick={() => onChoose(excluded ? null : "not")}
        className={cn(
          "inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground opacity-0 group-focus-within/facet:opacity-100 group-hover/facet:opacity-100 hover:bg-border phone:size-11 phone:opacity-100",
          excluded && "text-status-overdue opacity-100",
        )}
      >
        <Ban aria-hidden className="size-3.5" />
      </button>
      <Count count={line.count} />
    </li>
  );
}

function LineName({ param, line: { option, words } }: { param: ValuesParam; line: FacetLine }) {
  if (option === null) return <span className="italic">{words}</span>;
  if (param === "status" && isStatus(option.value)) return <StatusPill status={option.value} />;
  if (param === "label" && option.color !== undefined) return <LabelPill title={option.name} color={option.color} />;
  return (
    <span dir="auto" title={words}>
      {words}
    </span>
  );
}

function Count({ count }: { count: number | null }) {
  if (count === null) return null;
  return (
    <span className="min-w-8 text-right text-xs text-muted-foreground tabular-nums">
      {countWords(count)}
      <span className="sr-only"> issues</span>
    </span>
  );
}
