/**
 * Every question that the list of issues takes, alone and combined, asked of the running product as a viewer and a manager: lists,
 * totals, pages, facets and CSV, and every figure of the dashboard, against a slow, obvious evaluation of what the demo GitLab knows
 * and managers added; and each figure against the list behind it.
 *
 *   bun tests/soak/questions.ts [--full]
 */
import { freePort } from "@/lib/free-port.ts";
import type { Ask } from "../acceptance/answers.ts";
import { casesOf } from "../acceptance/cases.ts";
import { makePast, type Place } from "../acceptance/past.ts";
import { readProductIds } from "../acceptance/product-ids.ts";
import { figureCases } from "../acceptance/figure-cases.ts";
import { compareFigures } from "../acceptance/figures.ts";
import { compareAnswers } from "../acceptance/questions.ts";
import { choose, commonest } from "../reckoning/filters/choose.ts";
import { localDay } from "../reckoning/filters/days.ts";
import type { Asking, Person, PlainIssue, Role } from "../reckoning/filters/plain.ts";
import { readProduct } from "../reckoning/product.ts";
import { untilBootstrapped } from "./bootstrapped.ts";
import { untilDrained } from "./drained.ts";
import { listParkedJobs } from "./mirror.ts";
import { isFull, pickCount, runPart, unequal, type Findings } from "./part.ts";
import { onStage, type Stage } from "./stage.ts";
import { requestSync, signIn, type Web } from "./web.ts";

const ISSUES = pickCount(800, 5_000);
/** Of each answer of the dashboard so many figures are followed to their lists; in full all of them. */
const LISTS = 24;
/** Far enough from midnight for the whole run. */
const [FIRST_HOUR, LAST_HOUR] = [1, 20];
const ZONES = ["Pacific/Auckland", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"];

const port = (await freePort(0)) ?? 0;
const webhookUrl = `http://127.0.0.1:${port}/api/webhooks/gitlab`;
const zone = zoneNow(Date.now());
await runPart("soak-questions", () => onStage({ issues: ISSUES, webhookUrl, env: { ORG_TIMEZONE: zone } }, soak));

/** Where it is another day than in UTC, if anywhere, and not near midnight. */
function zoneNow(now: number): string {
  const hourOf = (timeZone: string) =>
    Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(now));
  const calm = ZONES.filter((one) => hourOf(one) >= FIRST_HOUR && hourOf(one) <= LAST_HOUR);
  return calm.find((one) => localDay(now, one) !== localDay(now, "UTC")) ?? calm[0] ?? "UTC";
}

async function soak(stage: Stage): Promise<Findings> {
  const web = await stage.startWeb(port);
  const cookies = { viewer: await signIn(web.url, "viewer"), manager: await signIn(web.url, "manager") };
  const ask: Ask = (role, path) => fetch(`${web.url}${path}`, { headers: { cookie: cookies[role] } });
  const past = await makePast(placeOf(stage, web, cookies));
  const { rules } = await readProduct(stage.databaseUrl);
  const issues = past.memory.issues(await readProductIds(ask, past.listing), rules);
  const me = busiest(issues);
  for (const role of ["viewer", "manager"] as const) await beMe(web, cookies[role], me);
  const asking: Asking = { role: "manager", now: Date.now(), zone, me };
  const chosen = choose(issues, asking, past.instants);
  const scene = { issues, me, zone, now: () => Date.now(), ask };
  const cases = casesOf(chosen, { whole: isFull });
  const outcome = await compareAnswers(scene, cases);
  const held = { holidays: [], lists: isFull ? Infinity : LISTS };
  const panels = figureCases(chosen, { today: localDay(asking.now, zone), every: isFull });
  const dashboard = await compareFigures({ ...scene, ...held }, panels);
  return {
    figures: {
      issues: issues.length,
      zone,
      "questions, each role counted": outcome.asked,
      "of them without an issue": outcome.empty,
      "single answers compared": outcome.values,
      "answers of the dashboard": dashboard.answers,
      "their figures reckoned": dashboard.values,
      "of them held against their lists": dashboard.figures,
      differences: outcome.lines.length + dashboard.lines.length,
    },
    faults: [
      ...unequal("questions asked", outcome.asked, cases.length),
      ...unequal("answers of the dashboard", dashboard.answers, panels.length),
      ...outcome.lines,
      ...dashboard.lines,
      ...(await listParkedJobs(stage.databaseUrl)),
      ...stage.lost(),
    ],
  };
}

function placeOf(stage: Stage, web: Web, cookies: Record<Role, string>): Place {
  const { url, token, edit } = stage.gitlab;
  let isMirrored = false;
  return {
    zone,
    gitlab: { url, token, edit },
    bootstrap: async () => {
      stage.startWorker();
      await untilBootstrapped(stage);
    },
    settle: async () => {
      await untilDrained(stage);
      if (isMirrored) await requestSync(web.url, "reconcile", { sweep: true });
      isMirrored = true;
      await untilDrained(stage);
    },
    issueIds: async () => {
      const { issues } = await readProduct(stage.databaseUrl);
      return new Map(issues.map(({ id, uuid }) => [id, uuid]));
    },
    override: (id, change) =>
      fetch(`${web.url}/api/issues/${id}/override`, {
        method: "PATCH",
        headers: { "content-type": "application/json", origin: web.url, cookie: cookies.manager },
        body: JSON.stringify(change),
      }),
  };
}

/** Who has completed the most. */
function busiest(issues: readonly PlainIssue[]): Person {
  const [most] = commonest(issues.flatMap(({ assignees, status }) => (status === "completed" ? assignees : [])));
  if (most === undefined) throw new Error("nobody has completed anything");
  return most;
}

async function beMe(web: Web, cookie: string, { uuid }: Person): Promise<void> {
  const headers = { "content-type": "application/json", origin: web.url, cookie };
  const body = JSON.stringify({ gitlab_user_id: uuid });
  const answer = await fetch(`${web.url}/api/me/gitlab-user`, { method: "PUT", headers, body });
  if (!answer.ok) throw new Error(`who I am was answered ${answer.status}: ${await answer.text()}`);
}
