/** Everything the users' screen has asked for. A file of its own: the page prefetches on the server. */
export const USERS_KEY = ["settings", "users"] as const;

/** What the screen's address can hold. */
export const USERS_PARAMS = ["q", "role", "page", "page_size"] as const;
