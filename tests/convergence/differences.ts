import { isDeepStrictEqual } from "node:util";
import type { Db } from "@/lib/db/client.ts";
import { labelsFor } from "@/lib/gitlab/demo/find.ts";
import type { Issue } from "@/lib/gitlab/demo/model.ts";
import { readEvents } from "@/lib/history/queries.ts";
import { readRules } from "@/lib/status/queries.ts";
import { ALL_FIELDS, type IssuePicture, OWN_FIELDS, pictureOf } from "./expected.ts";
import {
  type MirroredIssue,
  readLabels,
  readMirroredIssues,
  readOverrides,
  readProjects,
  readTimelines,
} from "./mirror.ts";
import type { OverrideModel } from "./overrides.ts";
import type { Site } from "./site.ts";
import { timelineFaults } from "./timelines.ts";

type Compared = { db: Db; site: Site; overrides: OverrideModel };

/** The issues that were promised to be here, as far as they are their own; one line a difference. */
export async function differencesOfOwn({ db, site }: Compared, owed: readonly Issue[]): Promise<string[]> {
  const mirrored = new Map((await readMirroredIssues(db)).map((row) => [row.gitlab_id, row]));
  const around = { site, rules: [], override: null };
  return owed.flatMap((issue) => {
    const row = mirrored.get(issue.id);
    if (row === undefined) return [`${nameOf(issue)} is missing`];
    return fieldDifferences(nameOf(issue), { fields: OWN_FIELDS, expected: pictureOf(issue, around), row });
  });
}

/** Everything that stands in the mirror beside everything that stands in the demo GitLab; one line a difference. */
export async function differencesOfAll(compared: Compared): Promise<string[]> {
  return [
    ...(await issueDifferences(compared)),
    ...(await projectDifferences(compared)),
    ...(await labelDifferences(compared)),
    ...(await overrideDifferences(compared)),
    ...(await timelineDifferences(compared)),
    ...(await leftOver(compared.db)),
  ];
}

async function issueDifferences({ db, site, overrides }: Compared): Promise<string[]> {
  const rules = await readRules(db);
  const mirrored = await readMirroredIssues(db);
  const projects = new Map((await readProjects(db)).map((project) => [project.gitlab_id, project]));
  const known = new Map(mirrored.map((row) => [row.gitlab_id, row]));
  const lines: string[] = [];
  for (const projectId of site.projectIds) {
    for (const issue of site.store.issuesOf(projectId)) {
      const row = known.get(issue.id);
      const from = projects.get(projectId)?.history_from ?? null;
      if (row === undefined && !isCovered(issue, from)) continue;
      const override = row === undefined ? null : overrides.statusOf(row.id);
      const expected = pictureOf(issue, { site, rules, override });
      if (row === undefined) lines.push(`${nameOf(issue)} is missing`);
      else lines.push(...fieldDifferences(nameOf(issue), { fields: ALL_FIELDS, expected, row }));
    }
  }
  const isThere = (row: MirroredIssue) => site.store.issueById(row.gitlab_id)?.projectId === row.project;
  for (const row of mirrored.filter((candidate) => !isThere(candidate))) {
    if (!row.gone || row.status !== "gone") lines.push(`${row.project}#${row.iid} is not gone: ${row.status}`);
  }
  return lines;
}

/** The covered window: open issues, and closed ones that changed since history begins. */
export function isCovered(issue: Issue, from: Date | null): boolean {
  return issue.state === "opened" || from === null || issue.updatedAt >= from.getTime();
}

type FieldComparison = { fields: readonly (keyof IssuePicture)[]; expected: IssuePicture; row: MirroredIssue };

export function fieldDifferences(name: string, { fields, expected, row }: FieldComparison): string[] {
  return fields
    .filter((field) => !isDeepStrictEqual(row[field], expected[field]))
    .map((field) => `${name} ${field}: ${JSON.stringify(row[field])}, GitLab ${JSON.stringify(expected[field])}`);
}

async function projectDifferences({ db, site }: Compared): Promise<string[]> {
  const mirrored = new Map((await readProjects(db)).map((project) => [project.gitlab_id, project]));
  return site.projectIds.flatMap((id) => {
    const [row, project] = [mirrored.get(id), site.store.projects.get(id)];
    if (row === undefined || project === undefined) return [`project ${id} is missing`];
    const { name, archived, pathWithNamespace: path } = project;
    const settled = { gone: false, access_error: null, last_error: null, bootstrapped: true };
    const expected = { ...row, name, path, archived, ...settled };
    return isDeepStrictEqual(row, expected) ? [] : [`project ${id}: ${JSON.stringify(row)}, GitLab ${path} ${name}`];
  });
}

async function labelDifferences({ db, site }: Compared): Promise<string[]> {
  const { store } = site;
  const mirrored = await readLabels(db);
  const reachable = site.projectIds.flatMap((id) => labelsFor(store, store.projects.get(id) ?? raise(id)));
  const listed = new Map(reachable.map((label) => [label.id, label]));
  return mirrored.flatMap((row) => {
    const label = listed.get(row.gitlab_id);
    if (label === undefined)
      return row.deleted || store.labels.has(row.gitlab_id) ? [] : isGroupLabel(row.gitlab_id, site);
    const same = row.title === label.title && row.color === label.color.toLowerCase() && !row.deleted;
    return same ? [] : [`label ${JSON.stringify(row)}, GitLab ${label.title} ${label.color}`];
  });
}

/** Whose label it was that is deleted, the world no longer says: the generated one still does. */
function isGroupLabel(id: number, site: Site): string[] {
  const before = site.store.world.labels.find((label) => label.id === id);
  return before?.groupId == null ? [`label ${id} is deleted in GitLab and not here`] : [];
}

async function overrideDifferences({ db, overrides }: Compared): Promise<string[]> {
  return overrides.differences(await readOverrides(db));
}

async function timelineDifferences({ db }: Compared): Promise<string[]> {
  const [issues, timelines, rules] = [await readMirroredIssues(db), await readTimelines(db), await readRules(db)];
  const { audit } = await readOverrides(db);
  const past = await readEvents(
    db,
    issues.map(({ id }) => id),
  );
  return issues.flatMap((issue) => {
    const [events, gitlabEvents] = [timelines.get(issue.id) ?? [], past.get(issue.id) ?? []];
    return timelineFaults({ issue, events, audit: audit.get(issue.id) ?? [], gitlabEvents, rules });
  });
}

/** Nothing may be under way any more, and no job set aside that somebody would have to look after. */
async function leftOver(db: Db): Promise<string[]> {
  const running = await db.syncRun.findMany({ where: { status: "running" } });
  return running.map((run) => `a ${run.mode} is still running: ${run.nextPage} ${run.errorMessage}`);
}

function nameOf(issue: Issue): string {
  return `${issue.projectId}#${issue.iid} (${issue.id})`;
}

function raise(id: number): never {
  throw new Error(`GitLab has no project ${id}`);
}
