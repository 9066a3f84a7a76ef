import type { Db } from "@/lib/db/client.ts";
import type { Issue } from "@/lib/gitlab/demo/model.ts";
import { fieldDifferences } from "./differences.ts";
import { OWN_FIELDS, pictureOf } from "./expected.ts";
import { type MirroredIssue, readMirroredIssues } from "./mirror.ts";
import type { Site } from "./site.ts";

type WatchParts = { db: Db; site: Site; mayVanish: (issue: Issue) => boolean };

/**
 * What is right once stays right: no late answer undoes an issue that stands in the mirror as it still stands at GitLab, and
 * none brings back one that was called gone and is.
 */
export function createWatch({ db, site, mayVanish }: WatchParts) {
  const right = new Map<number, Issue>();
  const gone = new Set<number>();
  const faults = new Set<string>();

  const lookAt = (row: MirroredIssue) => {
    const issue = site.store.issueById(row.gitlab_id);
    if (site.wasRestored(row.gitlab_id)) return;
    if (issue === undefined) {
      if (row.gone) gone.add(row.gitlab_id);
      else if (gone.has(row.gitlab_id)) faults.add(`${row.project}#${row.iid} was gone and has come back`);
      return;
    }
    if (mayVanish(issue) || mayBeUndone(row)) return;
    const name = `${row.project}#${row.iid} was right, and now`;
    const expected = pictureOf(issue, { site, rules: [], override: null });
    const differences = fieldDifferences(name, { fields: OWN_FIELDS, expected, row });
    if (differences.length === 0) right.set(row.gitlab_id, issue);
    else if (right.get(row.gitlab_id) === issue) for (const line of differences) faults.add(line);
  };
  /**
   * GitLab gave it an earlier `updated_at` and the mirror does not know yet, for no reconcile has confirmed it: an answer from
   * before that comes late has the later time on its side, and only an epoch takes that from it.
   */
  const mayBeUndone = ({ gitlab_id: id, epoch_from: epochFrom }: MirroredIssue) => {
    const setBackAt = site.setBackAt(id);
    return setBackAt !== null && (epochFrom === null || epochFrom <= setBackAt);
  };
  return {
    look: async () => {
      for (const row of await readMirroredIssues(db)) lookAt(row);
    },
    faults: () => [...faults],
  };
}
