import type { Activity } from "./activity.ts";
import type { Editor } from "./edits/editor.ts";
import type { Faults } from "./faults.ts";
import type { Journal } from "./journal.ts";
import type { IssueListing } from "./listing.ts";
import type { Site } from "./present/site.ts";
import type { Store } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

/** The running demo GitLab, as its routes see it. `keyset` false: an older GitLab, that pages issues by number alone. */
export type Demo = {
  site: Site;
  store: Store;
  list: IssueListing;
  edit: Editor;
  journal: Journal;
  faults: Faults;
  webhooks: Webhooks;
  activity: Activity;
  keyset: boolean;
  now: () => Date;
};
