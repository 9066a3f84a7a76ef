import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FILTER_PARAMS } from "@/lib/issues/filters.ts";
import { casesOf } from "../../acceptance/cases.ts";
import { countEffects } from "../../acceptance/effects.ts";
import { makePast } from "../../acceptance/past.ts";
import { readProductIds } from "../../acceptance/product-ids.ts";
import { compareAnswers, type Case, type Scene } from "../../acceptance/questions.ts";
import { ALONE } from "../../reckoning/filters/alone.ts";
import { choose, commonest, fill, type Chosen, type Instants } from "../../reckoning/filters/choose.ts";
import { COMBINATIONS } from "../../reckoning/filters/combinations.ts";
import { DAY_MS, localDay } from "../../reckoning/filters/days.ts";
import type { Asking, Person, PlainIssue } from "../../reckoning/filters/plain.ts";
import { startQuestioned, type Questioned } from "./questioned.ts";

const ISSUES = 360;
const ZONE = "Asia/Kathmandu";
const OTHER_ZONE = "America/St_Johns";

let product: Questioned;
let issues: PlainIssue[];
let instants: Instants;
let me: Person;
let withoutMe: Response;

beforeAll(async () => {
  product = await startQuestioned({ issues: ISSUES, zone: ZONE });
  const past = await makePast(product.place);
  instants = past.instants;
  const ids = await readProductIds(product.ask, past.listing);
  issues = past.memory.issues(ids, await product.rules());
  withoutMe = await product.ask("viewer", "/api/issues?assignee=me");
  me = someone(issues);
  await product.beMe(me.uuid);
}, 180_000);
afterAll(() => product.close());
afterEach(() => void vi.useRealTimers());

/** The third of those who completed most. */
function someone(all: readonly PlainIssue[]): Person {
  const people = commonest(all.flatMap(({ assignees, status }) => (status === "completed" ? assignees : [])));
  return people[2] ?? expect.fail("too few people have completed anything");
}

/** The clock of the questions stands still. */
function stopClock(now: number, zone: string): { scene: Scene; asking: Asking; chosen: Chosen } {
  vi.useFakeTimers({ toFake: ["Date"], now });
  const asking: Asking = { role: "manager", now, zone, me };
  const scene = { issues, me, zone, now: () => now, ask: product.ask };
  return { scene, asking, chosen: choose(issues, asking, instants) };
}

/** The next moment at which it is tomorrow already, compared with UTC. */
function tomorrowAlready(): number {
  const evening = new Date().setUTCHours(20, 0, 0, 0);
  return evening > Date.now() ? evening : evening + DAY_MS;
}

/** The next moment at which an issue will have been in progress for so many days, to the millisecond. */
function wholeDaysSoon(all: readonly PlainIssue[]): { days: number; exactly: number } {
  const begun = all.flatMap(({ wipSince, confidential }) => (wipSince === null || confidential ? [] : [wipSince]));
  const since = begun.toSorted((a, b) => a - b)[Math.floor(begun.length / 2)] ?? expect.fail("nothing is in progress");
  const days = Math.ceil((Date.now() - since) / DAY_MS);
  return { days, exactly: since + days * DAY_MS };
}

describe("Every question", () => {
  it(
    "is answered with exactly the issues that it means, for a viewer and a manager",
    { timeout: 300_000 },
    async () => {
      const { scene, chosen } = stopClock(tomorrowAlready(), ZONE);
      expect(localDay(scene.now(), ZONE)).not.toBe(localDay(scene.now(), "UTC"));
      const cases = casesOf(chosen, { whole: false });
      const { asked, empty, lines } = await compareAnswers(scene, cases);
      expect(lines).toEqual([]);
      expect(asked).toBe(cases.length);
      expect(empty).toBeLessThan(asked / 8);
    },
  );

  it("is answered to the millisecond, and in another zone", { timeout: 120_000 }, async () => {
    const { days, exactly } = wholeDaysSoon(issues);
    product.restart({ ORG_TIMEZONE: OTHER_ZONE });
    for (const now of [exactly - 1, exactly, exactly + 1]) {
      const { scene, chosen } = stopClock(now, OTHER_ZONE);
      const aged = ["in_progress_days_gt", "wip_days_from", "wip_days_to"].map((name) => ({ [name]: String(days) }));
      const ofDays =
        now === exactly
          ? ALONE.filter((question) => /_from|_to|since|overdue|late|as_of/.test(Object.keys(question).join()))
          : [];
      const cases = [...aged, ...ofDays.map((question) => fill(question, chosen))].map((question): Case => {
        return { question, role: "manager", facets: false, csv: false };
      });
      expect((await compareAnswers(scene, cases)).lines, new Date(now).toISOString()).toEqual([]);
    }
    product.restart({ ORG_TIMEZONE: ZONE });
  });

  it("is there for every parameter, and with each of them means other issues than without it", () => {
    const known = { issues, ...stopClock(tomorrowAlready(), ZONE) };
    const [alone, combined] = [countEffects(ALONE, known), countEffects(COMBINATIONS, known)];
    // Each stands in three combinations at least (`combinations.test.ts`); in how many it matters depends on what the day's data are.
    const idle = FILTER_PARAMS.filter((name) => (alone[name] ?? 0) < 1 || (combined[name] ?? 0) < 2);
    expect(idle).toEqual([]);
  });

  it("that is about me is refused to whoever has not said who they are in GitLab", async () => {
    expect(withoutMe.status).toBe(400);
    expect(await withoutMe.json()).toMatchObject({
      code: "invalid_request",
      detail: expect.stringContaining("query.assignee"),
    });
  });
});

describe("The comparison", () => {
  it("sees one issue more, one less, another order, and another count", async () => {
    const { scene, chosen } = stopClock(tomorrowAlready(), ZONE);
    const question = fill({ assignee: "{busy}", sort: "-updated_at" }, chosen);
    const cases: Case[] = [{ question, role: "manager", facets: true, csv: true }];
    expect((await compareAnswers(scene, cases)).lines).toEqual([]);
    const isAsked = ({ username }: Person) => username === question.assignee;
    const had = issues.filter(({ assignees, status }) => status !== "gone" && assignees.some(isAsked));
    const newest = had.toSorted((a, b) => b.updatedAt - a.updatedAt)[0];
    const other = (change: Partial<PlainIssue>) => ({
      ...scene,
      issues: issues.map((issue) => (issue === newest ? { ...issue, ...change } : issue)),
    });
    expect((await compareAnswers(other({ assignees: [] }), cases)).lines.join()).toMatch(/too many.*total/);
    expect((await compareAnswers(other({ iid: 99_999 }), cases)).lines.join()).toMatch(/lacks 1 .*too many/);
    expect((await compareAnswers(other({ updatedAt: 0 }), cases)).lines.join()).toMatch(/not in the order/);
    expect((await compareAnswers(other({ milestone: "another" }), cases)).lines.join()).toMatch(
      /milestone another: 0 instead of 1/,
    );
    expect((await compareAnswers(other({ status: "gone" }), cases)).lines.join()).toMatch(/too many/);
  });
});
