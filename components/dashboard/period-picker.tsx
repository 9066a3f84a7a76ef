"use client";

import { CalendarDays, ChevronDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Days } from "@/components/backlog/filters/days.ts";
import { Button } from "@/components/ui/button.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { useNow } from "@/components/ui/use-now.ts";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import { periodWords } from "./period-words.ts";
import { chosenPreset, periodPresets } from "./period-presets.ts";
import type { ChangeDashboard } from "./use-dashboard-url.ts";

const loadEditor = async () => ({ default: (await import("./period-editor.tsx")).PeriodEditor });
const PeriodEditor = lazy(loadEditor);

export type PeriodProps = {
  params: DashboardParams;
  zone: string;
  /** The days that the figures told last are of. */
  period: Days | undefined;
  onChange: ChangeDashboard;
};

/** The period of the figures: its name and its days, and what opens to choose another. */
export function PeriodPicker(props: PeriodProps) {
  const { params, zone, period } = props;
  const [open, setOpen] = useState(false);
  const preset = chosenPreset(periodPresets({ now: useNow().date, zone }), params);
  const days = preset?.days ?? ownDays(params) ?? period;
  return (
    <LazyPopover
      title="Period"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-80"
      renderButton={(button) => (
        <Button
          variant="outline"
          size="sm"
          className="font-normal"
          {...button}
          onPointerEnter={() => {
            void loadEditor();
            button.onPointerEnter();
          }}
        >
          <CalendarDays aria-hidden />
          <span className="sr-only">Period:</span> {preset && <span className="font-medium">{preset.words}</span>}
          {/* Between the server's drawing and the browser's a day may have ended. */}
          <span className="text-muted-foreground tabular-nums phone:sr-only" suppressHydrationWarning>
            {days && periodWords(days)}
          </span>
          <ChevronDown aria-hidden />
        </Button>
      )}
    >
      <Suspense fallback={<Skeleton className="h-64" />}>
        <PeriodEditor {...props} />
      </Suspense>
    </LazyPopover>
  );
}

/** Where the URL says one end alone, the other is the server's to say. */
function ownDays({ from, to }: DashboardParams): Days | undefined {
  return from !== undefined && to !== undefined ? { from, to } : undefined;
}
