/** Under which the sync's state is kept. A file of its own: the page prefetches under it on the server. */
export const SYNC_STATUS_KEY = ["sync", "status"] as const;
