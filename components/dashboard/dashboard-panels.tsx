import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import { BlockedList, OldestList, OverdueList } from "./aging-lists.tsx";
import { AgingPanel } from "./aging-panel.tsx";
import { ChangesPanel } from "./changes-panel.tsx";
import { DurationPanel } from "./duration-panel.tsx";
import { EngineersTable } from "./engineers-table.tsx";
import { FlowPanel } from "./flow-panel.tsx";
import { LongestList } from "./longest-list.tsx";
import { OldestByStatus } from "./oldest-by-status.tsx";
import { PunctualityPanel } from "./punctuality-panel.tsx";
import { SlippedList } from "./slipped-list.tsx";
import { StandingPanel } from "./standing-panel.tsx";
import type { ChangeDashboard } from "./use-dashboard-url.ts";

type DashboardPanelsProps = { params: DashboardParams; zone: string; onChange: ChangeDashboard };

const TWO_COLUMNS = "grid grid-cols-1 gap-4 lg:grid-cols-2 print:grid-cols-2 print:gap-2";

/**
 * Everything below the figures: the trends, who has what, what changed, and the issues to talk about. On paper the first sheet ends
 * with the trends, and the second has what a meeting goes through.
 */
export function DashboardPanels({ params, zone, onChange }: DashboardPanelsProps) {
  const onTime = (time: string) => onChange({ time: time === "calendar" ? null : time });
  return (
    <>
      <div className={TWO_COLUMNS}>
        <StandingPanel params={params} />
        <FlowPanel params={params} />
        <PunctualityPanel params={params} />
        <DurationPanel measure="cycle-time" params={params} onTime={onTime} />
        <DurationPanel measure="lead-time" params={params} onTime={onTime} />
        <div className="contents print:hidden">
          <AgingPanel params={params} />
        </div>
      </div>
      <div className="flex flex-col gap-4 print:break-before-page print:gap-2">
        <EngineersTable params={params} />
        <div className={TWO_COLUMNS}>
          <ChangesPanel params={params} zone={zone} onChange={onChange} />
          <SlippedList params={params} />
          <OldestList params={params} />
          <BlockedList params={params} />
          <OverdueList params={params} />
          <div className="contents print:hidden">
            <LongestList params={params} />
          </div>
        </div>
        <div className="print:hidden">
          <OldestByStatus params={params} />
        </div>
      </div>
    </>
  );
}
