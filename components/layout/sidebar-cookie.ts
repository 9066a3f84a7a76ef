import { type Cookies, keepInCookie } from "./kept-cookie.ts";

const NAME = "backtrak_sidebar";

/** Whether this reader left the sidebar collapsed. A cookie, so that the server draws it right the first time. */
export function isCollapsed(cookies: Cookies): boolean {
  return cookies.get(NAME)?.value === "collapsed";
}

export function rememberCollapsed(collapsed: boolean): void {
  keepInCookie(NAME, collapsed ? "collapsed" : "open");
}
