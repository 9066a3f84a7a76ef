const KEY = "backtrak.last-issue";

/** Remembers in this tab which issue of a list one looked at last: back in the list the keys go on from there. */
export function rememberIssue(id: string): void {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // A full or forbidden storage: one begins at the first row again.
  }
}

/** The id of that issue; null where there is none. */
export function lastIssue(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
