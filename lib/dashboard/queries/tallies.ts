import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import { DURATION_GROUPS } from "../schema.ts";
import type { Reading } from "./ground.ts";
import { takenOf, type Stage, type Worked } from "./taken.ts";

type Group = (typeof DURATION_GROUPS)[number];

/** Issues, how many of them have a known duration, and these durations in seconds, in no order. */
export type Tally = { completed: number; known: number; seconds: readonly number[] };

/** Those of one place, or of one value of a group in one period. `ids`: the labels or engineers that these issues have together. */
export type PlaceTally = Tally & { place: number };
export type ValueTally = Tally & { kind: Group; isCurrent: boolean; ids: readonly string[] };

type Growing = { completed: number; known: number; seconds: number[] };

const takenRows = z.array(z.object({ place: z.number(), taken: z.string() }));
const FIELDS = 5;

/**
 * The issues completed in both periods, by place and by the values of each group: one look at all of them. People and labels are
 * told by the sets in which they stand together, of which there are far fewer than issues. It is tallied here: Postgres would sort or
 * hash the issues once for each way in which they are grouped. They come as texts of a line each, some dozens of issues in one, since
 * neither thousands of rows nor a text of megabytes are read fast.
 */
export async function readTallies(
  db: Reading,
  stage: Stage,
  worked: Worked | null,
): Promise<{ places: PlaceTally[]; values: ValueTally[] }> {
  const rows = takenRows.parse(
    await db.$queryRaw(sql`
      select place,
        string_agg(concat_ws(' ', project_id, label_ids, credited_ids, is_known::int, coalesce(seconds::text, '-')), E'\n') as taken
      from (${takenOf(stage, worked)}) taken
      group by place, get_byte(uuid_send(id), 0) / 16`),
  );
  const places = new Map<number, Growing>();
  const current = tallied();
  const previous = tallied();
  for (const { place, taken } of rows) {
    const ofPlace = grown(places, place);
    const ofPeriod = place > 0 ? current : previous;
    for (const line of taken.split("\n")) {
      const { sets, ...issue } = readLine(line);
      add(ofPlace, issue);
      for (const group of DURATION_GROUPS) add(grown(ofPeriod[group], sets[group]), issue);
    }
  }
  return {
    places: [...places].map(([place, tally]) => ({ place, ...tally })),
    values: [...valuesOf(current, true), ...valuesOf(previous, false)],
  };
}

type One = { isKnown: boolean; seconds: number | null };

/** `<project> {<label>,<label>} {<engineer>} 1 86400`: no field has a blank in it. */
function readLine(line: string): One & { sets: Record<Group, string> } {
  const fields = line.split(" ");
  const [project = "", labels = "", engineers = "", isKnown = "", seconds = ""] = fields;
  if (fields.length !== FIELDS) throw new Error("an issue that was not told whole");
  return {
    sets: { project, label: labels.slice(1, -1), engineer: engineers.slice(1, -1) },
    isKnown: isKnown === "1",
    seconds: seconds === "-" ? null : Number(seconds),
  };
}

function add(tally: Growing, { isKnown, seconds }: One): void {
  tally.completed += 1;
  if (isKnown) tally.known += 1;
  if (seconds !== null) tally.seconds.push(seconds);
}

/** The tally of a key, which is begun where there is none. */
function grown<K>(tallies: Map<K, Growing>, key: K): Growing {
  const present = tallies.get(key);
  if (present) return present;
  const begun: Growing = { completed: 0, known: 0, seconds: [] };
  tallies.set(key, begun);
  return begun;
}

/** By what stands between the braces: the ids of a set. */
type Tallied = Record<Group, Map<string, Growing>>;

function tallied(): Tallied {
  return { project: new Map(), label: new Map(), engineer: new Map() };
}

function valuesOf(period: Tallied, isCurrent: boolean): ValueTally[] {
  return DURATION_GROUPS.flatMap((kind) =>
    [...period[kind]].map(([set, tally]) => ({ kind, isCurrent, ids: set === "" ? [] : set.split(","), ...tally })),
  );
}
