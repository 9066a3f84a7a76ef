import type { Pool } from "pg";
import { comparePanel } from "./dashboard-ask.ts";
import { FIVE_PANELS, type Look, type PanelQuestion } from "./dashboard-questions.ts";
import { askApi, askSql, type Asker } from "./reads-ask.ts";
import { GOALS } from "./reads-goals.ts";
import { fastest, takeTurns, type Measured } from "./reads-measure.ts";

/** `parts`: the questions that were asked at once. */
export type PanelMeasured = { measured: Measured; faults: string[]; parts: Measured[] };

/** Each panel alone, then the five together. */
export async function measureLook({ name, isPlain, questions }: Look, asker: Asker, pool: Pool) {
  const taken: PanelMeasured[] = [];
  for (const question of questions) taken.push(await measurePanel(question, asker, pool));
  const five = taken.flatMap(({ measured }, place) =>
    FIVE_PANELS.some((panel) => panel === questions[place]?.panel) ? [measured] : [],
  );
  const together = { name: `${name}: all five at once`, goal: isPlain ? GOALS.panels : null };
  return [...taken, await measureTogether(together, five, { asker, pool })];
}

async function measurePanel(question: PanelQuestion, asker: Asker, pool: Pool): Promise<PanelMeasured> {
  const { total, faults } = await comparePanel(question, asker, pool);
  const way = await fastest(question.ways, pool);
  const turns = await takeTurns({ api: () => askApi(question, asker), sql: () => askSql(way, pool) });
  const { name, path } = question;
  const measured = { name, path, total, ...turns, goal: null, way };
  return { measured, faults, parts: [measured] };
}

/** Panels that are asked for side by side, as the page does, beside the statements of all of them sent side by side. */
async function measureTogether(
  { name, goal }: Pick<Measured, "name" | "goal">,
  parts: Measured[],
  { asker, pool }: { asker: Asker; pool: Pool },
): Promise<PanelMeasured> {
  const way = parts.flatMap((part) => part.way);
  const turns = await takeTurns({
    api: () => Promise.all(parts.map((part) => askApi(part, asker))),
    sql: () => askSql(way, pool),
  });
  const path = parts.map((part) => part.path).join(" ");
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  return { measured: { name, path, total, ...turns, goal, way }, faults: [], parts };
}
