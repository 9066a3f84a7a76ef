import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import type { Clock } from "@/lib/time.ts";
import { issueAt, keyOf, mentionsIn, type Mirrored, type Named, type Place } from "../mentions.ts";
import { where } from "../where.ts";

/** A text that names more than this has the rest of it led to GitLab, as what is not mirrored. */
const MAX_NAMED = 500;
const ADDRESS = /https?:\/\/[^\s<>()[\]"']{1,2000}/g;
const OF_ANY_STATUS = { status: { any: [...ISSUE_STATUSES], not: [], none: false, some: false } };

const issueRows = z.array(z.object({ id: z.uuid(), path: z.string(), iid: z.number(), title: z.string() }));
const nameRows = z.array(
  z.object({ kind: z.enum(["user", "label", "milestone"]), name: z.string(), title: z.string() }),
);

type Asked = { text: string | null; place: Place; projectId: string; reader: Reader; clock: Clock };

/**
 * What of all that a text names is mirrored: the issues this reader may see, users, labels and the project's milestones. For a
 * viewer a confidential issue is as one that is not mirrored.
 */
export async function readMirrored(
  db: Pick<Db, "$queryRaw">,
  { text, place, projectId, reader, clock }: Asked,
): Promise<Mirrored> {
  const all = new Map(namedIn(text ?? "", place).map((named) => [keyOf(named), named]));
  const named = [...all.values()].slice(0, MAX_NAMED);
  const issues = named.flatMap((one) => (one.kind === "issue" ? [one] : []));
  const others = named.flatMap((one) => ("name" in one ? [one] : []));
  const [found, known] = await Promise.all([
    issues.length === 0 ? [] : readIssues(db, { issues, reader, clock }),
    others.length === 0 ? [] : readNames(db, { others, projectId }),
  ]);
  return new Map([
    ...found.map(
      ({ id, title, ...issue }) => [keyOf({ kind: "issue", ...issue }), { href: `/issues/${id}`, title }] as const,
    ),
    ...known.map(({ kind, name, title }) => [keyOf({ kind, name }), { title }] as const),
  ]);
}

function namedIn(text: string, place: Place): Named[] {
  const addressed = [...text.matchAll(ADDRESS)].flatMap(([address]) => issueAt(address, place) ?? []);
  return [...mentionsIn(text, place).map(({ named }) => named), ...addressed];
}

type Numbered = { path: string; iid: number };

async function readIssues(
  db: Pick<Db, "$queryRaw">,
  { issues, reader, clock }: { issues: Numbered[]; reader: Reader; clock: Clock },
) {
  const [paths, iids] = [issues.map(({ path }) => path.toLowerCase()), issues.map(({ iid }) => iid)];
  const rows = await db.$queryRaw(sql`
    select i.id, p.path_with_namespace as path, i.iid, i.title
    from unnest(${paths}::text[], ${iids}::int[]) as asked (path, iid)
      join projects p on lower(p.path_with_namespace) = asked.path
      join issues i on i.project_id = p.id and i.iid = asked.iid
    where ${where(OF_ANY_STATUS, reader, clock)}`);
  return issueRows.parse(rows);
}

type Known = { kind: Named["kind"]; name: string };

async function readNames(db: Pick<Db, "$queryRaw">, { others, projectId }: { others: Known[]; projectId: string }) {
  const names = (kind: Named["kind"]) =>
    others.filter((one) => one.kind === kind).map(({ name }) => name.toLowerCase());
  const milestones = names("milestone");
  const rows = await db.$queryRaw(sql`
    select 'user' as kind, username as name, name as title from gitlab_users where lower(username) = any(${names("user")}::text[])
    union all
    select 'label', title, title from labels where lower(title) = any(${names("label")}::text[])
    union all
    select distinct 'milestone', milestone, milestone from issues
    where cardinality(${milestones}::text[]) > 0 and project_id = ${projectId}::uuid and lower(milestone) = any(${milestones}::text[])`);
  return nameRows.parse(rows);
}
