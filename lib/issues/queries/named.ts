import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";
import { AppError } from "@/lib/errors.ts";
import { readGitlabUser } from "@/lib/people/queries.ts";
import { readMeaning } from "@/lib/search/queries/meaning.ts";
import type { IssueFilter } from "../filter-schema.ts";
import type { ValueList } from "../filters.ts";
import type { Ids, NamedFilter } from "../where.ts";

type Reading = Pick<Db, "$queryRaw">;

const ME = "me";
/** The filters that name people. */
const PEOPLE = ["assignee", "author", "completed_by"] as const;

const idRows = z.array(z.object({ name: z.string(), id: z.uuid() }));

/**
 * A filter with our ids in place of names, which is what the predicate is made of: whoever is called so now. A name that nobody has
 * finds nothing, as in GitLab.
 * @throws AppError `invalid_request` where `me` is asked for by someone who has not said who they are in GitLab
 */
export async function readNamed(db: Reading, filter: IssueFilter, reader: Reader): Promise<NamedFilter> {
  const { assignee, author, completed_by: completedBy, project, label, q, ...rest } = filter;
  const [people, projects, labels, meaning] = await Promise.all([
    readPeople(db, { assignee, author, completed_by: completedBy }, reader),
    readIds(db, project, projectsOf),
    readIds(db, label, labelsOf),
    q === undefined ? undefined : readMeaning(db, { q, reader }),
  ]);
  return { ...rest, ...people, project: projects, label: labels, meaning };
}

type PeopleLists = Partial<Record<(typeof PEOPLE)[number], ValueList>>;

async function readPeople(
  db: Reading,
  lists: PeopleLists,
  reader: Reader,
): Promise<Partial<Record<(typeof PEOPLE)[number], Ids>>> {
  const asksForMe = PEOPLE.find((name) => [...(lists[name]?.any ?? []), ...(lists[name]?.not ?? [])].includes(ME));
  const me = asksForMe === undefined ? null : await readMe(db, reader, asksForMe);
  const found = await Promise.all(
    PEOPLE.map(async (name) => [name, await readIds(db, withMe(lists[name], me), peopleOf)] as const),
  );
  return Object.fromEntries(found);
}

async function readMe(db: Reading, reader: Reader, name: string): Promise<string> {
  const me = await readGitlabUser(db, reader.id);
  if (me !== null) return me.id;
  const message = "is me, and you have not said yet who you are in GitLab";
  throw new AppError("invalid_request", `query.${name} ${message}`, { faults: [{ field: `query.${name}`, message }] });
}

function withMe(list: ValueList | undefined, me: string | null): ValueList | undefined {
  if (list === undefined || me === null) return list;
  const named = (values: string[]) => values.map((value) => (value === ME ? me : value));
  return { ...list, any: named(list.any), not: named(list.not) };
}

async function readIds(
  db: Reading,
  list: ValueList | undefined,
  question: (names: string[]) => Sql,
): Promise<Ids | undefined> {
  if (list === undefined) return undefined;
  const names = [...list.any, ...list.not].map((value) => value.toLowerCase());
  const rows = names.length === 0 ? [] : idRows.parse(await db.$queryRaw(question(names)));
  const idsOf = (values: string[]) => {
    const wanted = new Set(values.map((value) => value.toLowerCase()));
    return [...new Set(rows.filter(({ name }) => wanted.has(name)).map(({ id }) => id))];
  };
  const { none, some } = list;
  return { any: list.any.length === 0 ? null : idsOf(list.any), not: idsOf(list.not), none, some };
}

/** By user name or our id. */
function peopleOf(names: string[]): Sql {
  return sql`
    select n as name, u.id from unnest(${names}::text[]) n
    join gitlab_users u on lower(u.username) = n or u.id::text = n`;
}

/** By path, our id or GitLab's. */
function projectsOf(names: string[]): Sql {
  return sql`
    select n as name, p.id from unnest(${names}::text[]) n
    join projects p on lower(p.path_with_namespace) = n or p.id::text = n or p.gitlab_project_id::text = n`;
}

/** By title, which labels of several projects may have, or our id. */
function labelsOf(names: string[]): Sql {
  return sql`
    select n as name, l.id from unnest(${names}::text[]) n
    join labels l on lower(l.title) = n or l.id::text = n`;
}
