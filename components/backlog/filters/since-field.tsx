import type { FilterParam, IssueParams } from "@/lib/issues/filters.ts";
import { FILTER_WORDS } from "@/lib/issues/wording.ts";
import { isPlainDate, localDay } from "@/lib/time.ts";
import type { ChangeBacklog } from "../use-backlog-url.ts";
import { DayField } from "./day-field.tsx";

type SinceFieldProps = {
  param: Extract<FilterParam, "changed_since" | "overdue_since" | "redated_since">;
  params: IssueParams;
  zone: string;
  onChange: ChangeBacklog;
};

/** Since a day. A link may name an instant: then the field shows its day, and choosing another replaces it. */
export function SinceField({ param, params, zone, onChange }: SinceFieldProps) {
  const since = params[param];
  const day = since === undefined || isPlainDate(since) ? since : localDay(new Date(since), zone);
  return (
    <DayField
      label={FILTER_WORDS[param]}
      value={day}
      onDay={(typed) => {
        if (typed === "") onChange({ [param]: null }, "replace");
        else if (isPlainDate(typed)) onChange({ [param]: typed }, "replace");
      }}
    />
  );
}
