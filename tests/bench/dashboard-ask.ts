import type { Pool } from "pg";
import { z } from "zod";
import { figuresOf, readAnswer, type Figures } from "./dashboard-answers.ts";
import type { PanelQuestion } from "./dashboard-questions.ts";
import { askApi, askSql, type Asker } from "./reads-ask.ts";

/** Medians are rounded to the millisecond where they are reckoned from sums. */
const AS_GOOD_AS_EQUAL = 0.001;
const SHOWN_DIFFERENCES = 3;

const rowsSchema = z.array(z.object({ name: z.string() }).catchall(z.number().nullable()));

type Compared = { total: number; faults: string[] };

/**
 * How many figures of a panel are other than 0, and where Postgres does not answer the same, one line each. The clock goes on between
 * the two answers, and an age with it: where they differ both are asked once more.
 */
export async function comparePanel(question: PanelQuestion, asker: Asker, pool: Pool): Promise<Compared> {
  const first = await compareOnce(question, asker, pool);
  return first.faults.length === 0 ? first : compareOnce(question, asker, pool);
}

async function compareOnce(question: PanelQuestion, asker: Asker, pool: Pool): Promise<Compared> {
  const answer = readAnswer(question.panel, JSON.parse(await askApi(question, asker)));
  const found: string[] = [];
  for (const way of question.ways) {
    const rows = rowsSchema.parse((await askSql(way, pool)).flat());
    found.push(...differences(answer, figuresOf(rows)));
  }
  const faults = [...new Set(found)].map((line) => `${question.name} (${question.path}): ${line}`);
  return { total: answer.figures.size, faults };
}

/** Rows that the panel cuts off are in SQL alone. */
function differences({ figures, cut }: ReturnType<typeof readAnswer>, sql: Figures): string[] {
  const isCut = (name: string) => !figures.has(name) && cut.some((beginning) => name.startsWith(beginning));
  const names = [...new Set([...figures.keys(), ...sql.keys()])].filter((name) => !isCut(name));
  return names
    .map((name) => ({ name, ours: figures.get(name) ?? 0, theirs: sql.get(name) ?? 0 }))
    .filter(({ ours, theirs }) => Math.abs(ours - theirs) > AS_GOOD_AS_EQUAL)
    .slice(0, SHOWN_DIFFERENCES)
    .map(({ name, ours, theirs }) => `"${name}" is ${ours}, in SQL ${theirs}`);
}
