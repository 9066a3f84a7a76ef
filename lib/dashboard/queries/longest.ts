import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Step } from "@/lib/definitions/cycle.ts";
import type { Stretch } from "@/lib/definitions/days.ts";
import { isOpen, isWip } from "@/lib/definitions/definitions.ts";
import { issueRefSchema, type Durations } from "../schema.ts";
import type { Reading } from "./ground.ts";
import { livedIssue, livedSchema, type LivedIssue } from "./lived.ts";
import { ISSUE_REF, REF_TABLES } from "./refs.ts";
import { takenOf, type Duration, type Stage, type Worked } from "./taken.ts";
import { lengthOf, type Length } from "./worked.ts";

type Longest = Durations["longest"][number];
type Spent = Pick<Longest, "in_progress_seconds" | "blocked_seconds" | "not_started_seconds">;

const SHOWN = 10;
const longestRows = z.array(z.object({ issue: issueRefSchema, seconds: z.number(), lived: livedSchema }));

/** Those completed in the period that took longest, and where the time went. */
export async function readLongest(
  db: Reading,
  stage: Stage,
  { worked, length }: { worked: Worked | null; length: Length },
): Promise<Longest[]> {
  const rows = longestRows.parse(
    await db.$queryRaw(sql`
      select ${ISSUE_REF} as issue, longest.seconds, ${livedIssue(sql`true`)} as lived
      from (
        select id, seconds from (${takenOf(stage, worked)}) taken
        where place > 0 and seconds is not null order by seconds desc, id limit ${SHOWN}
      ) longest join (${REF_TABLES}) on i.id = longest.id
      order by longest.seconds desc, longest.id`),
  );
  return rows.map(({ issue, seconds, lived }) => ({
    ...issue,
    completed_at: lived.completedAt.toISOString(),
    seconds,
    ...spentOf(lived, stage.duration, length),
  }));
}

/** The time of a duration by the status in which it was spent; what came before the first step was not started. */
function spentOf(issue: LivedIssue, { stretches, spent }: Duration, length: Length): Spent {
  const spans = spansOf(spent(issue.steps));
  const within = (isMeant: (span: Span) => boolean) =>
    lengthOf(
      spans.filter(isMeant).flatMap((span) => (stretches(issue) ?? []).map((stretch) => overlap(span, stretch))),
      length,
    );
  return {
    in_progress_seconds: within(({ status }) => status === "in_progress"),
    blocked_seconds: within(({ status }) => status === "blocked"),
    not_started_seconds: within(({ status }) => isOpen(status) && !isWip(status)),
  };
}

type Span = Stretch & { status: Step["to"] };

const MAX_DATE_MS = 8.64e15;

/** From each step to the next: together all of time. */
function spansOf(steps: readonly Step[]): Span[] {
  const [dawn, dusk] = [new Date(-MAX_DATE_MS), new Date(MAX_DATE_MS)];
  return [{ to: "not_started" as const, changedAt: dawn }, ...steps].map(({ to, changedAt }, index) => ({
    status: to,
    from: changedAt,
    until: steps[index]?.changedAt ?? dusk,
  }));
}

/** What two stretches share; one that ends where it begins, where that is nothing. */
function overlap(one: Stretch, other: Stretch): Stretch {
  const from = one.from > other.from ? one.from : other.from;
  const until = one.until < other.until ? one.until : other.until;
  return { from, until: until < from ? from : until };
}
