import type { Paint } from "@/components/charts/chart-table.ts";

/** One colour a meaning, as everywhere; what stands together in a chart differs in its filling or its dashes too. */
export const PAINTS = {
  in_progress: { color: "var(--status-in-progress)", look: "solid" },
  blocked: { color: "var(--status-blocked)", look: "striped" },
  unknown_start: { color: "var(--status-not-started)", look: "outlined" },
  completed: { color: "var(--status-completed)", look: "solid" },
  closed_not_done: { color: "var(--status-closed-not-done)", look: "striped" },
  created: { color: "var(--chart-created)", look: "solid" },
  closed: { color: "var(--chart-closed)", look: "striped" },
  overdue: { color: "var(--status-overdue)", look: "solid" },
  late: { color: "var(--status-overdue)", look: "striped" },
  undated: { color: "var(--status-not-started)", look: "outlined" },
  in_progress_line: { color: "var(--status-in-progress)", look: "line" },
  blocked_line: { color: "var(--status-blocked)", look: "dashed" },
  not_started_line: { color: "var(--status-not-started)", look: "dotted" },
  median: { color: "var(--chart-duration)", look: "line" },
  p85: { color: "var(--chart-duration)", look: "dashed" },
} as const satisfies Record<string, Paint>;
