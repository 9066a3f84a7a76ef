import { z } from "zod";
import { backlogPath, canonicalQuery, DEFAULT_PAGE_SIZE, type BacklogParams } from "@/lib/issues/filters.ts";
import { totalWords } from "@/lib/issues/wording.ts";
import { columnOf, parseCsv } from "@/tests/support/csv.ts";
import { randomFrom } from "@/tests/support/random.ts";
import { untilAtRest } from "./support/at-rest.ts";
import { listIssues } from "./support/own-api.ts";
import { totalOf } from "./support/questions.ts";
import { expect, test, type Page } from "./support/test.ts";
import { inAddress, nextStep, stateOf, type Step } from "./support/walk.ts";
import { readChoices } from "./support/walk-choices.ts";

// BACKTRAK_WALK: `bun tests/bench/run.ts walk` walks further.
const planSchema = z.object({ seeds: z.array(z.int()), states: z.int() });
const { seeds, states } = planSchema.parse(
  JSON.parse(process.env.BACKTRAK_WALK ?? `{ "seeds": [1, 2], "states": 20 }`),
);
const MS_PER_STATE = 15_000;

for (const seed of seeds) {
  const role = seed % 2 === 0 ? "viewer" : "manager";
  test(`wherever a walk of ${states} states leads a ${role}, page, API, CSV, reload and the way back agree (seed ${seed})`, async ({
    page,
    stack,
    signInAs,
  }) => {
    test.setTimeout(120_000 + states * MS_PER_STATE);
    await untilAtRest(stack); // where nothing ran before this the histories are still coming, and with them other times of work
    await signInAs(role);
    const walk = { request: page.request, choices: await readChoices(page.request), random: randomFrom(seed) };
    await page.goto("/backlog");
    let before: Sight | null = null;
    for (let state = 0; state < states; state++) {
      const step: Step = state === 0 ? { params: {}, click: null } : await nextStep(stateOf(page), walk);
      const where = `seed ${seed}, state ${state}, ${backlogPath(step.params)}`;
      try {
        if (state > 0) await take(step, page);
        before = await look(page, before);
      } catch (error) {
        throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
    console.log(`Walked ${states} states as ${role}, seed ${seed}`);
  });
}

/** What is seen of a state: its address and the references in the table. */
type Sight = { path: string; references: string[] };

async function take({ params, click }: Step, page: Page): Promise<void> {
  if (click === null) await page.goto(backlogPath(params));
  else await click(page);
  await expect.poll(() => setOf(stateOf(page)), "what was changed is in the address").toEqual(setOf(inAddress(params)));
}

/** Looks at a state from all sides. */
async function look(page: Page, before: Sight | null): Promise<Sight> {
  const here = { path: pathOf(page), references: await expectWhatTheApiSays(page) };
  await page.reload();
  await expectSight(page, here, "after a reload");
  if (before !== null) {
    await page.goBack();
    await expectSight(page, before, "after going back");
    await page.goForward();
    await expectSight(page, here, "after going forward");
  }
  await expectCsv(page, here.references);
  return here;
}

async function expectWhatTheApiSays(page: Page): Promise<string[]> {
  const { data, total } = await listIssues(page.request, canonicalQuery(stateOf(page)));
  const references = data.map(({ reference }) => reference);
  await expect.poll(() => shownReferences(page), "the table lists what the API lists").toEqual(references);
  await expect(totalOf(page)).toHaveText(totalWords(total));
  return references;
}

async function expectSight(page: Page, { path, references }: Sight, when: string): Promise<void> {
  await expect.poll(() => pathOf(page), when).toBe(path);
  await expect.poll(() => shownReferences(page), when).toEqual(references);
}

/** The whole file is a page of the list as soon as it is cut like one. */
async function expectCsv(page: Page, references: readonly string[]): Promise<void> {
  const params = stateOf(page);
  const answer = await page.request.get(`/api/issues.csv?${canonicalQuery(params)}`);
  expect(answer.status()).toBe(200);
  const size = Number(params.page_size ?? DEFAULT_PAGE_SIZE);
  const from = (Number(params.page ?? 1) - 1) * size;
  const inFile = columnOf(parseCsv((await answer.body()).toString("utf8")), "reference").slice(from, from + size);
  expect(inFile, "the CSV lists what the table lists").toEqual(references);
}

/** Empty also where the page says that there is nothing. */
function shownReferences(page: Page): Promise<string[]> {
  const cells = page.getByRole("table", { name: "Issues" }).locator("tbody tr td:first-child [title]");
  return cells.evaluateAll((elements) => elements.map((element) => element.getAttribute("title") ?? ""));
}

function pathOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return `${pathname}${search}`;
}

/** Several values of a filter are a set: in which order they stand in the address says nothing. */
function setOf(params: BacklogParams): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, name === "sort" ? [value] : value.split(",").toSorted()]),
  );
}
