import type { BacklogChange, IssueParams } from "@/lib/issues/filters.ts";
import type { ChangeBacklog } from "../use-backlog-url.ts";
import { DayField } from "./day-field.tsx";
import { type DayRange, withEnd } from "./day-ranges.ts";

type DayRangeFieldsProps = {
  range: DayRange;
  params: IssueParams;
  onChange: ChangeBacklog;
  /** What else a day lets go. */
  besides?: BacklogChange;
};

/** The first and the last day of a range, both included. */
export function DayRangeFields({ range, params, onChange, besides }: DayRangeFieldsProps) {
  const apply = (end: "from" | "to") => (day: string) => {
    const change = withEnd(range, params, end, day);
    if (change) onChange({ ...(day !== "" && besides), ...change }, "replace");
  };
  return (
    <div className="grid grid-cols-2 gap-2">
      <DayField label="From" value={params[range.from]} onDay={apply("from")} />
      <DayField label="To" value={params[range.to]} onDay={apply("to")} />
    </div>
  );
}
