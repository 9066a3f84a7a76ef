import { expect } from "vitest";
import { z } from "zod";
import type { Edit } from "@/lib/gitlab/demo/edits/schema.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { requestReconcile } from "@/lib/sync/runs.ts";
import { MANAGER, storeReader } from "../support/mirror.ts";
import type { GitLabRig, Rig } from "./rig.ts";

/** Reconciles one project, or all, to the end of every job it leads to. */
export async function reconcile(
  rig: Pick<Rig, "db" | "drain">,
  request: { project?: string; sweep?: boolean } = { sweep: false },
): Promise<void> {
  await requestReconcile(rig.db, { ...request, requestedBy: "admin@acme.test" });
  await rig.drain();
}

/** The newest reconcile of all. */
export function lastRun({ db }: Pick<Rig, "db">) {
  return db.syncRun.findFirstOrThrow({ where: { mode: "reconcile" }, orderBy: { startedAt: "desc" } });
}

/** An edit of which nobody is told. */
export function edit(gitlab: Pick<GitLabRig, "demo">, change: Edit) {
  return gitlab.demo.edit({ ...change, silent: true });
}

/** The mirrored issue with this number. */
export function mirrored({ db }: Pick<Rig, "db">, projectId: number, iid: number) {
  return db.issue.findFirstOrThrow({
    where: { iid, project: { gitlabProjectId: projectId } },
    include: { labels: { include: { label: true } }, author: true, override: true },
  });
}

/** Gives an issue a status, a note and a priority, as a manager would. */
export async function override({ db }: Pick<Rig, "db">, issueId: string): Promise<void> {
  if ((await db.appUser.count({ where: { id: MANAGER.id } })) === 0) await storeReader(db, MANAGER);
  const change = { internal_status: "blocked", internal_notes: "Ask the vendor", priority: 1 } as const;
  await applyOverride(db, { issueId, change, reader: MANAGER });
}

export const OVERRIDDEN = { internalStatus: "blocked", internalNotes: "Ask the vendor", priority: 1 };

/** Some open issues of a project that carry a label, and some closed ones, by creation. */
export async function someIssues(gitlab: GitLabRig, projectId: number, filter: string, count: number) {
  const issues = (await gitlab.issues(projectId, filter)).toReversed().slice(0, count);
  expect(issues).toHaveLength(count);
  return issues;
}

const pathSchema = z.string().transform((path) => path.replace("/api/v4/", ""));

/** Counts the requests to GitLab from here on. */
export function watch(rig: Pick<Rig, "watchRequests">): string[] {
  const paths: string[] = [];
  rig.watchRequests(async (path) => void paths.push(pathSchema.parse(path)));
  return paths;
}
