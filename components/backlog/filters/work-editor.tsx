import type { BacklogChange, IssueParams } from "@/lib/issues/filters.ts";
import { FILTER_WORDS } from "@/lib/issues/wording.ts";
import { ChoiceRow, YES_OR_NO } from "./choice-row.tsx";
import { DaysField } from "./days-field.tsx";
import type { Preset } from "./day-ranges.ts";
import type { FilterProps } from "./filter-props.ts";
import { PresetRow } from "./preset-row.tsx";

const LONG_DAYS = [3, 7, 14, 30];
const PRESETS: readonly Preset[] = LONG_DAYS.map((days) => ({
  words: `> ${days} days`,
  change: { in_progress_days_gt: String(days) },
}));

/** How long an issue has been in progress or blocked, and whether it is known since when. */
export function WorkEditor({ params, onChange }: FilterProps) {
  const set = (change: BacklogChange) => onChange(change, "replace");
  return (
    <div className="flex flex-col gap-3">
      <PresetRow label="In progress for" presets={PRESETS} params={params} onChange={onChange} />
      <div className="flex flex-col gap-1.5">
        <DaysField
          label={FILTER_WORDS.in_progress_days_gt}
          value={params.in_progress_days_gt}
          onDays={(days) => set({ in_progress_days_gt: days })}
        />
        <DaysField
          label={FILTER_WORDS.wip_days_from}
          value={params.wip_days_from}
          onDays={(days) => set(withAge(params, "wip_days_from", days))}
        />
        <DaysField
          label={FILTER_WORDS.wip_days_to}
          value={params.wip_days_to}
          onDays={(days) => set(withAge(params, "wip_days_to", days))}
        />
      </div>
      <ChoiceRow
        label={FILTER_WORDS.has_start}
        choices={YES_OR_NO}
        value={params.has_start}
        onChoose={(known) => onChange({ has_start: known })}
      />
    </div>
  );
}

/** One end of the age moved; the other is let go when no age would be left between them. */
export function withAge(params: IssueParams, end: "wip_days_from" | "wip_days_to", days: string | null): BacklogChange {
  const other = end === "wip_days_from" ? "wip_days_to" : "wip_days_from";
  const limit = params[other];
  if (days === null || limit === undefined) return { [end]: days };
  const crossed = end === "wip_days_from" ? Number(days) >= Number(limit) : Number(days) <= Number(limit);
  return crossed ? { [end]: days, [other]: null } : { [end]: days };
}
