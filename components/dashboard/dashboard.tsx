"use client";

import { IgnoredNotice } from "@/components/backlog/ignored-notice.tsx";
import { type IgnoredParam, refusedBy } from "@/components/backlog/ignored-params.ts";
import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ViewsMenu } from "@/components/views/views-menu.tsx";
import { viewQuery } from "@/lib/dashboard/filters.ts";
import type { Summary } from "@/lib/dashboard/schema.ts";
import { AboutLine } from "./about-line.tsx";
import { DashboardActions } from "./dashboard-actions.tsx";
import { DashboardFilters } from "./dashboard-filters.tsx";
import { DashboardPanels } from "./dashboard-panels.tsx";
import { FigureCards } from "./figure-cards.tsx";
import { PeriodPicker } from "./period-picker.tsx";
import { useDashboardUrl } from "./use-dashboard-url.ts";
import { usePanel } from "./use-panel.ts";
import { WipRuleNotice } from "./wip-rule-notice.tsx";

type DashboardProps = {
  /** What of the first URL the server could not understand. */
  ignored: readonly IgnoredParam[];
  /** The organisation's zone: whose days these are. */
  zone: string;
  /** Whether this reader is not shown confidential issues. */
  confidentialHidden: boolean;
  isAdmin: boolean;
};

/** The dashboard: how the backlog stands and how it went, of the issues and the period that the URL says. */
export function Dashboard({ ignored, zone, confidentialHidden, isAdmin }: DashboardProps) {
  const url = useDashboardUrl(ignored);
  const { params, change, onIdentified } = url;
  const shown = usePanel("summary", params);
  const refused = refusedBy(shown.error, params);
  if (refused.length > 0) url.leaveOut(refused);
  const summary = shown.data;
  return (
    <PageBody data-slot="dashboard">
      <PageHeader
        title="Dashboard"
        action={
          <div className="flex items-center gap-2 print:hidden">
            <ViewsMenu page="dashboard" query={viewQuery(params)} openId={params.view} canShare={!confidentialHidden} />
            <DashboardActions params={params} />
          </div>
        }
      >
        <AboutLine shown={shown} confidentialHidden={confidentialHidden} />
      </PageHeader>
      <div className="flex items-start justify-between gap-2 phone:flex-wrap print:hidden">
        <DashboardFilters {...{ params, zone, confidentialHidden, onIdentified }} onChange={change} />
        <PeriodPicker params={params} zone={zone} period={summary?.period} onChange={change} />
      </div>
      <IgnoredNotice ignored={url.ignored} onRemove={() => change({}, "replace")} onIdentified={onIdentified} />
      {summary && !summary.has_wip_rule && <WipRuleNotice isAdmin={isAdmin} />}
      {summary && hasNothing(summary) ? (
        <EmptyState title="No issues have been read from GitLab yet">
          The figures appear here as soon as the first page of a project is in. An admin starts this on the Sync page.
        </EmptyState>
      ) : (
        <>
          <FigureCards shown={shown} />
          <DashboardPanels params={params} zone={zone} onChange={change} />
        </>
      )}
    </PageBody>
  );
}

/** Nothing was read yet: that is no data, not 0. */
function hasNothing({ freshness, figures }: Summary): boolean {
  return freshness.state === "no_data" && Object.values(figures).every(({ value }) => value === 0);
}
