import type { Demo } from "@/lib/gitlab/demo/demo.ts";
import type { Edit } from "@/lib/gitlab/demo/edits/schema.ts";
import type { Outcome } from "@/lib/gitlab/demo/edits/outcome.ts";
import type { Change, Issue } from "@/lib/gitlab/demo/model.ts";
import { startDemoGitLab } from "@/lib/gitlab/demo/server.ts";
import type { Store } from "@/lib/gitlab/demo/store.ts";
import { createLog } from "@/lib/log.ts";
import type { Clock } from "./clock.ts";

export const TOKEN = "glpat-convergence";
/** Two projects that share a group's labels, and one with labels of its own. */
const TRACKED = ["shop/storefront", "shop/checkout", "logistics/routing"];
/** Of all projects; some four in ten of them stand in the tracked ones. */
const ISSUES = 60;

/** A demo GitLab under edit. It remembers which issues stand as an edit left them that a poll has to bring. */
export type Site = {
  url: string;
  demo: Demo;
  store: Store;
  projectIds: number[];
  /** Makes an edit. `plain`: it moved `updated_at` to now, so polls owe it to the mirror. */
  edit(edit: Edit, how: { at?: Date; plain: boolean }): Outcome;
  /** The newest time that was ever given to the issue as `updated_at`. */
  newestStamp(issue: Issue): number;
  /** Whether polls alone must have brought the issue as it is now. */
  isOwedByPolls(issue: Issue): boolean;
  /** When, by the database's clock, an edit last left the issue with an earlier `updated_at` than it had; null for never. */
  setBackAt(issueId: number): Date | null;
  /** Whether it was deleted and came back at any time. */
  wasRestored(issueId: number): boolean;
  close(): Promise<void>;
};

type SiteParts = { seed: number; keyset: boolean; clock: Clock; post: (change: Change) => void };

export async function startSite({ seed, keyset, clock, post }: SiteParts): Promise<Site> {
  const log = createLog("gitlab", "silent");
  const settings = { port: 0, token: TOKEN, seed, issues: ISSUES, keyset, activity: false };
  const server = await startDemoGitLab({ ...settings, now: clock.gitlab, log });
  const { demo } = server;
  const { store } = demo;
  const left = new Map([...store.projects.keys()].flatMap((id) => [...store.issuesOf(id)]).map((i) => [i.id, i]));
  const restored = new Set<number>();
  const stamps = new Map<number, number>();
  const setBack = new Map<number, Date>();
  const newestStamp = (issue: Issue) => Math.max(issue.updatedAt, stamps.get(issue.id) ?? 0);
  const noteStamp = (issue: Issue) => stamps.set(issue.id, newestStamp(issue));

  return {
    url: server.url,
    demo,
    store,
    projectIds: [...store.projects.values()]
      .filter((project) => TRACKED.some((path) => project.pathWithNamespace.endsWith(path)))
      .map((project) => project.id),
    edit: (edit, { at, plain }) => {
      const before = "iid" in edit ? store.issue(edit.project_id, edit.iid) : undefined;
      if (before) noteStamp(before);
      const outcome = demo.edit(edit, undefined, at);
      if (edit.kind === "restore_issue") restored.add(store.issue(edit.project_id, edit.iid)?.id ?? 0);
      for (const change of outcome.changes) {
        const { after } = change;
        if (plain && after.updatedAt >= newestStamp(after)) left.set(after.id, after);
        if (before?.id === after.id && after.updatedAt < before.updatedAt) setBack.set(after.id, clock.database());
        noteStamp(after);
        if (!edit.silent) post(change);
      }
      return outcome;
    },
    newestStamp,
    isOwedByPolls: (issue) => left.get(issue.id) === issue && issue.updatedAt >= newestStamp(issue),
    setBackAt: (issueId) => setBack.get(issueId) ?? null,
    wasRestored: (issueId) => restored.has(issueId),
    close: () => server.close(),
  };
}
