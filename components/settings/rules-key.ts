/** Everything the screen of the status rules has asked for. A file of its own: the page prefetches on the server. */
const RULES_KEY = ["settings", "rules"] as const;

/** Under which the rules and what goes with them are kept. */
export const RULE_LIST_KEY = [...RULES_KEY, "list"] as const;

/** Under which previews are kept, each by what is thought of. */
export const RULE_PREVIEW_KEY = [...RULES_KEY, "preview"] as const;
