import type { BacklogParams } from "@/lib/issues/filters.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import type { ChangeBacklog } from "../use-backlog-url.ts";

/** What bar, drawer and editors need: what is set, and the way to set it. */
export type FilterProps = {
  params: BacklogParams;
  /** The organisation's zone: where a day of a filter ends. */
  zone: string;
  /** Whether this reader is not shown confidential issues. */
  confidentialHidden: boolean;
  /** What is listed now: it knows what the values are called. */
  list: IssueList | undefined;
  onChange: ChangeBacklog;
  /** The reader has said who they are in GitLab: what asks for `me` can be answered. */
  onIdentified: () => void;
  /** They are the filters of figures: these have no order, and look at the past by a period of their own. */
  ofFigures?: boolean;
};
