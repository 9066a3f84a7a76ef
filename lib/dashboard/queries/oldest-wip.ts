import { z } from "zod";
import { allOf, sql } from "@/lib/db/sql.ts";
import { issueRefSchema, type EngineerRow } from "../schema.ts";
import { counts, isOnGround, type Ground, type Reading } from "./ground.ts";
import { KNOWN_WIP } from "./params.ts";
import { ISSUE_REF, REF_TABLES } from "./refs.ts";

const oldestRows = z.array(z.object({ person: z.uuid().nullable(), wip_since: z.date(), issue: issueRefSchema }));
export type OldestWip = NonNullable<EngineerRow["oldest"]>;

/**
 * What each person has had in progress or blocked for longest, of that whose start is known; `null`: what nobody is assigned to.
 * `since`: the earliest start of each; where that issue has changed since, the next one. Of one moment the issue whose id is smaller.
 */
export async function readOldestWip(
  db: Reading,
  ground: Ground,
  since: ReadonlyMap<string | null, Date>,
): Promise<Map<string | null, OldestWip>> {
  const [people, moments] = [[...since.keys()], [...since.values()]];
  const rows = await db.$queryRaw(sql`
    select oldest.person, i.wip_since, ${ISSUE_REF} as issue
    from (
      select person, (
        select i.id from issues i
        where ${allOf([isOnGround(ground), counts(ground, KNOWN_WIP)])} and i.wip_since >= moment
          and case when person is null then i.assignee_ids = '{}' else person = any(i.assignee_ids) end
        order by i.wip_since, i.id limit 1
      ) as id
      from unnest(${people}::uuid[], ${moments}::timestamptz[]) as longest (person, moment)
    ) oldest
    join (${REF_TABLES}) on i.id = oldest.id`);
  return new Map(
    oldestRows
      .parse(rows)
      .map(({ person, wip_since, issue }) => [person, { ...issue, wip_since: wip_since.toISOString() }]),
  );
}

/** The one of several that has been in progress for longest. */
export function longestOf(issues: Iterable<OldestWip>): OldestWip | null {
  const key = ({ wip_since, id }: OldestWip) => `${wip_since} ${id}`;
  return [...issues].toSorted((a, b) => (key(a) < key(b) ? -1 : 1))[0] ?? null;
}
