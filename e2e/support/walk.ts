import type { APIRequestContext, Page } from "@playwright/test";
import {
  backlogPath,
  FACET_NAMES,
  FILTER_PARAMS,
  formatValues,
  parseValues,
  readParams,
  SORT_KEYS,
  withChange,
  type BacklogChange,
  type BacklogParams,
  type FilterParam,
} from "@/lib/issues/filters.ts";
import type { Random } from "@/tests/support/random.ts";
import { chip } from "./questions.ts";
import { press } from "./test.ts";
import type { Choices } from "./walk-choices.ts";

/** One change of the backlog's URL, by hand where `click` can do it, else by its address. */
export type Step = { params: BacklogParams; click: ((page: Page) => Promise<void>) | null };

const PAGE_SIZES = ["10", "25", "50", "100"];
const STATUSES = [
  ["not_started", "Not started"],
  ["in_progress", "In progress"],
  ["blocked", "Blocked"],
  ["completed", "Completed"],
] as const;
const TRIES = 100;
/** Of the states without an issue one in so many is walked to: they are all alike. */
const EMPTY_ONE_IN = 5;

/** What a walk goes by. */
type Walk = { request: APIRequestContext; choices: Choices; random: Random };

/** The next state: one thing is other than in the present one, and the API takes it. */
export async function nextStep(present: BacklogParams, { request, choices, random }: Walk): Promise<Step> {
  for (let tried = 0; tried < TRIES; tried++) {
    const step = propose(present, choices, random);
    if (backlogPath(step.params) === backlogPath(present)) continue;
    const answer = await request.get(`/api/issues?${queryOf(step.params)}`);
    if (answer.status() === 400) continue; // filters that do not go together
    const { data }: { data: unknown[] } = await answer.json();
    if (data.length > 0) return step;
    // Where nothing would be listed there may be nothing to click on either.
    if (random.below(EMPTY_ONE_IN) === 0) return { ...step, click: null };
  }
  throw new Error(`nothing leads on from ${backlogPath(present)}`);
}

function propose(present: BacklogParams, choices: Choices, random: Random): Step {
  const set = FILTER_PARAMS.filter((name) => present[name] !== undefined);
  const kind = random.below(10);
  if (set.length > 0 && kind < 3) return remove(present, random.pick(set));
  if (kind === 3) return byAddress(present, { sort: someSort(random) });
  if (kind === 4) return byAddress(present, { page_size: random.pick(PAGE_SIZES) });
  if (kind === 5) return nextPage(present);
  if (kind === 6) return toggleStatus(present, random);
  if (kind === 7 && set.length > 2) return clear(present);
  const name = random.pick(FILTER_PARAMS);
  return byAddress(present, { [name]: random.pick(choices[name]) });
}

/** By the cross of its chip, where the chip is about this alone. */
function remove(present: BacklogParams, name: FilterParam): Step {
  const words = name === "q" ? "Stop searching" : `Remove ${name}`;
  const hasCross = name === "q" || FACET_NAMES.some((facet) => facet === name);
  const click = (page: Page) => press(chip(page, words));
  return { params: withChange(present, { [name]: null }), click: hasCross ? click : null };
}

function byAddress(present: BacklogParams, change: BacklogChange): Step {
  return { params: withChange(present, change), click: null };
}

function someSort(random: Random): string {
  const keys = random.shuffle(SORT_KEYS).slice(0, 1 + random.below(3));
  return keys.map((key) => (random.below(2) === 0 ? key : `-${key}`)).join(",");
}

function nextPage(present: BacklogParams): Step {
  const page = String(Number(present.page ?? 1) + 1);
  const click = (shown: Page) => press(shown.getByRole("button", { name: "Next page" }));
  return { params: withChange(present, { page }), click };
}

function toggleStatus(present: BacklogParams, random: Random): Step {
  const [status, words] = random.pick(STATUSES);
  const list = parseValues(present.status);
  const { any, not } = list;
  const toggled = any.includes(status) ? any.filter((other) => other !== status) : [...any, status];
  const changed = formatValues({ ...list, any: toggled, not: not.filter((other) => other !== status) });
  const click = async (page: Page) => {
    await press(chip(page, /^Status/).first());
    const box = page.getByRole("dialog").getByRole("checkbox", { name: words });
    await press(box);
    await page.keyboard.press("Escape");
  };
  // A status that none has under the other filters is not offered; of several that are set, one more may be such a one.
  const isOffered = any.length === 0 || any.includes(status);
  return { params: withChange(present, { status: changed }), click: isOffered ? click : null };
}

function clear(present: BacklogParams): Step {
  const change = Object.fromEntries(FILTER_PARAMS.map((name) => [name, null]));
  const click = (page: Page) => press(chip(page, "Clear"));
  return { params: withChange(present, change), click };
}

/** The state that the address of a page stands for. */
export function stateOf(page: Page): BacklogParams {
  return readParams(new URL(page.url()).searchParams);
}

/** A state as its address has it: without what goes without saying. */
export function inAddress(params: BacklogParams): BacklogParams {
  return readParams(new URLSearchParams(queryOf(params)));
}

function queryOf(params: BacklogParams): string {
  return backlogPath(params).split("?")[1] ?? "";
}
