import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { figureCases } from "../../acceptance/figure-cases.ts";
import { compareFigures, PANELS, type FigureCase } from "../../acceptance/figures.ts";
import { makePast } from "../../acceptance/past.ts";
import { readProductIds } from "../../acceptance/product-ids.ts";
import { choose, commonest, type Chosen, type Instants } from "../../reckoning/filters/choose.ts";
import { DAY_MS, dayAfter, localDay } from "../../reckoning/filters/days.ts";
import type { Person, PlainIssue } from "../../reckoning/filters/plain.ts";
import { startQuestioned, type Questioned } from "./questioned.ts";

const ISSUES = 360;
const ZONE = "Asia/Kathmandu";
/** Two days off on which days of the demo GitLab's past fall. */
const HOLIDAYS = [10, 40].map((days) => dayAfter(localDay(Date.now(), ZONE), -days));

/** Of each answer so many figures are followed to their lists, `soak questions` follows them all. */
const LISTS = 24;

let product: Questioned;
let issues: PlainIssue[];
let instants: Instants;
let me: Person;

beforeAll(async () => {
  product = await startQuestioned({ issues: ISSUES, zone: ZONE, holidays: HOLIDAYS });
  const past = await makePast(product.place);
  instants = past.instants;
  issues = past.memory.issues(await readProductIds(product.ask, past.listing), await product.rules());
  const people = issues.flatMap(({ assignees, status }) => (status === "completed" ? assignees : []));
  me = commonest(people)[2] ?? expect.fail("too few people have completed anything");
  await product.beMe(me.uuid);
}, 180_000);
afterAll(() => product.close());
afterEach(() => void vi.useRealTimers());

/** The clock stands still at a moment at which it is tomorrow already, compared with UTC. */
function stopClock() {
  const evening = new Date().setUTCHours(20, 0, 0, 0);
  const now = evening > Date.now() ? evening : evening + DAY_MS;
  vi.useFakeTimers({ toFake: ["Date"], now });
  const scene = { issues, me, zone: ZONE, now: () => now, ask: product.ask, holidays: HOLIDAYS, lists: LISTS };
  const chosen: Chosen = choose(issues, { role: "manager", now, zone: ZONE, me }, instants);
  return { scene, chosen, today: localDay(now, ZONE) };
}

describe("Every figure of the dashboard", () => {
  it("is what is reckoned from GitLab's history, and what its list counts", { timeout: 300_000 }, async () => {
    const { scene, chosen, today } = stopClock();
    const cases = figureCases(chosen, { today, every: false });
    const { lines, answers, figures, values, above } = await compareFigures(scene, cases);
    expect(lines).toEqual([]);
    expect(answers).toBe(cases.length);
    expect(figures).toBeGreaterThan(3_000);
    expect(values).toBeGreaterThan(20_000);
    expect(above).toBeGreaterThan(figures / 4);
  });
});

describe("The comparison of figures", () => {
  it(
    "sees an issue more, another status, another start, and a list that is not the figure's",
    { timeout: 90_000 },
    async () => {
      const { scene, today } = stopClock();
      const period = { from: dayAfter(today, -60), to: today };
      const cases = PANELS.map((panel): FigureCase => {
        return { panel, role: "manager", filter: {}, period, bucket: "week", time: "calendar" };
      });
      expect((await compareFigures(scene, cases)).lines).toEqual([]);
      const wip = issues.find(({ status, wipSince }) => status === "in_progress" && wipSince !== null);
      const other = (change: Partial<PlainIssue>) => ({
        ...scene,
        issues: issues.map((issue) => (issue === wip ? { ...issue, ...change } : issue)),
      });
      const seenBy = async (change: Partial<PlainIssue>) =>
        (await compareFigures(other(change), cases)).lines.join("\n");
      expect(await seenBy({ status: "blocked" })).toMatch(/summary.*figures\.in_progress\.value is \d+ instead of \d+/);
      expect(await seenBy({ status: "gone" })).toMatch(/tasks-per-engineer.*rows\..*\.open\.value/);
      expect(await seenBy({ wipSince: 0 })).toMatch(/aging.*wip\./);
      expect(await seenBy({ wipSince: null })).toMatch(/aging.*coverage\.unknown\.value is \d+ instead of \d+/);
      const lying = async (...[role, path]: Parameters<typeof scene.ask>) =>
        scene.ask(
          role,
          path.replace("status=in_progress&", "status=blocked&").replace(/status=in_progress$/, "status=blocked"),
        );
      const { lines } = await compareFigures({ ...scene, ask: lying, lists: Infinity }, cases.slice(0, 1));
      expect(lines.join("\n")).toMatch(/figures\.in_progress\.value is \d+, its list .* has \d+/);
    },
  );
});
