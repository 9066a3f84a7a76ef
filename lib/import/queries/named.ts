import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { where } from "@/lib/issues/where.ts";
import type { Clock } from "@/lib/time.ts";
import type { IssueName, NamedProject } from "../names.ts";

/** An issue that a row may mean. */
export type FoundIssue = { id: string; reference: string; title: string };

type Reading = Pick<Tx, "$queryRaw">;
type Question = { names: readonly IssueName[]; reader: Pick<Reader, "role">; clock: Clock };

const projectRows = z.array(z.object({ id: z.uuid(), path: z.string(), name: z.string() }));
const foundRows = z.array(
  z.object({
    id: z.uuid(),
    project_id: z.uuid(),
    iid: z.int(),
    gitlab_id: z.string(),
    title: z.string(),
    path: z.string(),
  }),
);
type FoundRow = z.infer<typeof foundRows>[number];

/** Every project there is, by the names a sheet may use. */
export async function readProjectNames(db: Reading): Promise<NamedProject[]> {
  const rows = await db.$queryRaw(sql`select id, path_with_namespace as path, name from projects order by path`);
  return projectRows.parse(rows);
}

/**
 * The issues that each of these names means, as this reader sees them: gone ones are none, a title is the exact one. In the order of
 * their references, so that equal questions are answered alike.
 */
export async function readNamedIssues(db: Reading, question: Question): Promise<(name: IssueName) => FoundIssue[]> {
  const seen = where({}, question.reader, question.clock);
  const found: FoundRow[] = [];
  for (const source of sourcesOf(question.names, seen)) {
    const rows = await db.$queryRaw(sql`
      select i.id, i.project_id, i.iid, i.gitlab_issue_id::text as gitlab_id, i.title, p.path_with_namespace as path
      from ${source} join projects p on p.id = i.project_id`);
    found.push(...foundRows.parse(rows));
  }
  return byName(found);
}

/** Each name is looked up in an index of its own (`offset 0` keeps Postgres from turning that round); titles are hashed, and read once. */
function sourcesOf(names: readonly IssueName[], seen: Sql): Sql[] {
  const numbers = names.filter((name) => name.by === "number");
  const pairs = numbers.flatMap(({ iid, projects }) => (projects ?? []).map((project) => ({ iid, project })));
  const loose = numbers.filter(({ projects }) => projects === null).map(({ iid }) => iid);
  const ids = names.filter((name) => name.by === "gitlab_id").map(({ gitlabId }) => gitlabId);
  const titles = names.filter((name) => name.by === "title").map(({ title }) => title);
  const inProject = sql`
    lateral (select * from issues i where i.project_id = n.project_id and i.iid = n.iid and ${seen} offset 0) i on true`;
  return [
    pairs.length > 0 &&
      sql`unnest(${pairs.map(({ project }) => project)}::uuid[], ${pairs.map(({ iid }) => iid)}::int[]) as n (project_id, iid)
        join ${inProject}`,
    loose.length > 0 &&
      sql`(select o.id as project_id, m.iid from unnest(${[...new Set(loose)]}::int[]) as m (iid) cross join projects o) n
        join ${inProject}`,
    ids.length > 0 &&
      sql`unnest(${ids}::bigint[]) as n (id)
        join lateral (select * from issues i where i.gitlab_issue_id = n.id and ${seen} offset 0) i on true`,
    titles.length > 0 &&
      sql`(select * from issues i where i.title = any(${[...new Set(titles)]}::text[]) and ${seen}) i`,
  ].filter((source) => source !== false);
}

function byName(rows: readonly FoundRow[]): (name: IssueName) => FoundIssue[] {
  const found = Map.groupBy(
    rows.flatMap((row) => keysOf(row).map((key) => ({ key, row }))),
    ({ key }) => key,
  );
  return (name) => {
    const issues = wantedKeys(name).flatMap((key) => found.get(key) ?? []);
    const unique = new Map(issues.map(({ row }) => [row.id, toFound(row)]));
    return [...unique.values()].toSorted((a, b) => (a.reference < b.reference ? -1 : 1));
  };
}

function keysOf({ project_id: projectId, iid, gitlab_id: gitlabId, title }: FoundRow): string[] {
  return [`#${iid}`, `${projectId}#${iid}`, `id ${gitlabId}`, `title ${title}`];
}

function wantedKeys(name: IssueName): string[] {
  switch (name.by) {
    case "number":
      return name.projects === null ? [`#${name.iid}`] : name.projects.map((project) => `${project}#${name.iid}`);
    case "gitlab_id":
      return [`id ${name.gitlabId}`];
    case "title":
      return [`title ${name.title}`];
  }
}

function toFound({ id, path, iid, title }: FoundRow): FoundIssue {
  return { id, reference: `${path}#${iid}`, title };
}
