/** Everything the sync page has asked for stands under this. A file of its own: the page prefetches on the server. */
export const SYNC_KEY = ["sync"] as const;

/** Under which the sync's state is kept. */
export const SYNC_STATUS_KEY = [...SYNC_KEY, "status"] as const;
