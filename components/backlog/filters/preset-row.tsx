import { Button } from "@/components/ui/button.tsx";
import { FILTER_PARAMS, type IssueParams } from "@/lib/issues/filters.ts";
import type { ChangeBacklog } from "../use-backlog-url.ts";
import { isChosen, type Preset } from "./day-ranges.ts";

type PresetRowProps = { label: string; presets: readonly Preset[]; params: IssueParams; onChange: ChangeBacklog };

/** What people ask for most, at a press; a second press lets it go. */
export function PresetRow({ label, presets, params, onChange }: PresetRowProps) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1">
      {presets.map((preset) => {
        const chosen = isChosen(preset, params);
        return (
          <Button
            key={preset.words}
            variant="outline"
            size="xs"
            aria-pressed={chosen}
            className="aria-pressed:border-primary aria-pressed:bg-selected"
            onClick={() => onChange(chosen ? lettingGo(preset) : preset.change)}
          >
            {preset.words}
          </Button>
        );
      })}
    </div>
  );
}

function lettingGo({ change }: Preset) {
  return Object.fromEntries(FILTER_PARAMS.filter((name) => name in change).map((name) => [name, null]));
}
