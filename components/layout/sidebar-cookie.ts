const NAME = "backtrak_sidebar";
const YEAR_S = 365 * 24 * 3_600;

/** Whether this reader left the sidebar collapsed. A cookie, so that the server draws it right the first time. */
export function isCollapsed(cookies: { get(name: string): { value: string } | undefined }): boolean {
  return cookies.get(NAME)?.value === "collapsed";
}

/** Remembers it for a year, in this browser. */
export function rememberCollapsed(collapsed: boolean): void {
  document.cookie = `${NAME}=${collapsed ? "collapsed" : "open"}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
