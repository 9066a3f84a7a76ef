import type { ComponentType } from "react";
import { metaHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";

/** How a column stands: `className` gives its width, the same for head and cells; `end` for numbers. */
export type ColumnMeta = {
  label: string;
  className: string;
  align?: "end";
  /** What stands before the name in the head, such as a checkbox for all rows. */
  lead?: ComponentType;
};

/** What our tables can do. Rows come sorted, filtered and paged from the server, so no row model is registered. */
export const features = tableFeatures({ rowSortingFeature, columnMeta: metaHelper<ColumnMeta>() });
export type Features = typeof features;
