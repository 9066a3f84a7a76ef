/** The GitLab that this server behaves like: keyset paging of issues (18.3), webhook times still in whole seconds. */
export const VERSION = "18.9.1-ee";
export const REVISION = "demo";
