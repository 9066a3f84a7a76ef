/** How high a table's rows are. */
export const DENSITIES = ["compact", "normal", "roomy"] as const;
export type Density = (typeof DENSITIES)[number];

/** 30, 36 and 44 px, for the tables inside. */
export const ROW_HEIGHTS: Record<Density, string> = {
  compact: "[--row-height:1.875rem]",
  normal: "[--row-height:2.25rem]",
  roomy: "[--row-height:2.75rem]",
};
