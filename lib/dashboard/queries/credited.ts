import { allOf, sql } from "@/lib/db/sql.ts";
import type { DayRange } from "@/lib/definitions/days.ts";
import { formatValues } from "@/lib/issues/filters.ts";
import { NOTHING } from "@/lib/issues/narrow.ts";
import type { Ids } from "@/lib/issues/where.ts";
import { countByPerson, type ByPerson } from "./by-person.ts";
import { counts, isOnGround, type Ground, type Reading } from "./ground.ts";
import { completedIn } from "./params.ts";

/**
 * Where completed issues of chosen people are counted. `assignee` means those of now, credit is by those seen at the close: so the
 * list of assignees is taken for one of `completed_by`. Where the filter has both, they let through whom both let through: of
 * `assignee=a,b` and `completed_by=b,c` what is credited to b.
 */
export function creditGround(ground: Ground): Ground {
  const { assignee: assigneeText, ...params } = ground.params;
  const { assignee, ...named } = ground.named;
  if (assignee === undefined || assigneeText === undefined) return ground;
  if (named.completed_by === undefined) {
    return {
      ...ground,
      params: { ...params, completed_by: assigneeText },
      named: { ...named, completed_by: assignee },
    };
  }
  const both = bothLists(assignee, named.completed_by);
  const text = formatValues({ ...both, any: both.any ?? [] });
  const isNobody = both.any?.length === 0 && !both.none;
  const written = { ...params, ...(text === null ? {} : { completed_by: text }) };
  return { ...ground, params: isNobody ? NOTHING : written, named: { ...named, completed_by: both } };
}

/** Whom both lists let through, and nothing for those whom either leaves out. */
function bothLists(mine: Ids, theirs: Ids): Ids {
  const lists = [mine, theirs].filter((list) => list.any !== null || list.none);
  const [first, second = first] = lists;
  const any = first?.any?.filter((id) => second?.any?.includes(id)) ?? [];
  return {
    any: first === undefined ? null : any,
    not: [...new Set([...mine.not, ...theirs.not])],
    none: lists.length > 0 && lists.every((list) => list.none),
    some: mine.some || theirs.some,
  };
}

/** Whether a list lets a person through; null: nobody. */
export function letsThrough(list: Ids | undefined, person: string | null): boolean {
  if (list === undefined) return true;
  const { any, not, none, some } = list;
  if (person === null) return !some && (none || any === null);
  return !not.includes(person) && (any === null ? !none : any.includes(person));
}

export type CreditCount = "completed" | "approximate";

/**
 * How many issues that were completed in a period are credited to each person, and of how many of these that is approximate: they were
 * closed before we first saw them, so whoever was assigned then is taken (definition: Per engineer).
 */
export function countCredited(db: Reading, ground: Ground, period: DayRange): Promise<ByPerson<CreditCount>> {
  return countByPerson(db, {
    whose: sql`i.credited_ids`,
    where: allOf([isOnGround(ground), counts(ground, completedIn(period))]),
    counted: { completed: sql`true`, approximate: sql`i.closed_at_gitlab < i.first_seen_at` },
  });
}
