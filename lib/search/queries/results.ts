import { z } from "zod";
import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { issueColumns, issueRow, ISSUE_TABLES, toIssueRow } from "@/lib/issues/queries/rows.ts";
import type { Clock } from "@/lib/time.ts";
import { excerptOf } from "../excerpt.ts";
import { matchedIn } from "../matched.ts";
import type { SearchResult } from "../schema.ts";
import type { Meaning } from "../where.ts";

/** So much of a text is looked through for what was found in it. */
const MAX_TEXT = 100_000;

const foundRow = issueRow.extend({ description: z.string().nullable(), notes: z.string().nullable() });

type Asked = { ids: readonly string[]; meaning: Meaning; reader: Pick<Reader, "role">; clock: Clock };

/** These issues in this order, with where they hold what was searched for. Notes are read for those alone who may see them. */
export async function readResults(
  db: Pick<Db, "$queryRaw">,
  { ids, meaning, reader, clock }: Asked,
): Promise<SearchResult[]> {
  if (ids.length === 0) return [];
  const notes = seesConfidential(reader)
    ? sql`(select left(o.internal_notes, ${MAX_TEXT}::int) from issue_overrides o where o.issue_id = i.id)`
    : sql`null`;
  const rows = await db.$queryRaw(sql`
    select ${issueColumns({}, clock)}, left(i.description, ${MAX_TEXT}::int) as description, ${notes} as notes
    from ${ISSUE_TABLES} join unnest(${[...ids]}::uuid[]) with ordinality as found (id, place) on found.id = i.id
    order by found.place`);
  return z
    .array(foundRow)
    .parse(rows)
    .map((row) => toResult(row, meaning));
}

function toResult({ description, notes, ...row }: z.infer<typeof foundRow>, meaning: Meaning): SearchResult {
  const { id, iid, reference, title, status, updated_at, confidential, project, assignees, labels } = toIssueRow(row);
  const places = {
    ...{ iid, path: project.path, title, description, notes },
    project: [project.name, project.path],
    labels: labels.map((label) => label.title),
    people: assignees.flatMap((person) => [person.name, person.username]),
  };
  return {
    ...{ id, iid, reference, title, status, updated_at, confidential, project, assignees, labels },
    matched: matchedIn(places, meaning),
    excerpt: excerptOf([description, notes], meaning.words),
  };
}
