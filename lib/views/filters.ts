/** Saved views in the URL: `view` names the one that is open, the parameters beside it say all that is shown. Browser-safe. */
export const VIEW_PAGES = ["backlog", "dashboard"] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

export const PAGE_PATHS: Record<ViewPage, string> = { backlog: "/backlog", dashboard: "/" };

/** `view=all`: every issue, also for who has a default view. */
export const ALL_ISSUES = "all";
export const ALL_ISSUES_PATH = `/backlog?view=${ALL_ISSUES}`;

export const LONGEST_NAME_CHARACTERS = 100;

/** Where a view is opened; the link can be given to anybody, also to who does not have the view. */
export function viewPath({ id, page, query }: { id: string; page: ViewPage; query: string }): string {
  return `${PAGE_PATHS[page]}?${query === "" ? "" : `${query}&`}view=${id}`;
}
