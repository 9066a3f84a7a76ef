/** Everything the audit log's screen has asked for. A file of its own: the page prefetches on the server. */
export const AUDIT_LOG_KEY = ["settings", "audit-log"] as const;

/** What the screen's address can hold. */
export const AUDIT_LOG_PARAMS = ["actor", "action", "from", "to"] as const;

/** The newest entries are before nothing. */
export const FIRST_PAGE: string | null = null;
