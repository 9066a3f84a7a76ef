import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PATCH as changeOverride } from "@/app/api/issues/[id]/override/route.ts";
import { GET as exportIssues } from "@/app/api/issues.csv/route.ts";
import { GET as listIssues } from "@/app/api/issues/route.ts";
import type { Role } from "@/lib/auth/access.ts";
import { issueListSchema, type IssueRow } from "@/lib/issues/schema.ts";
import { localDay } from "@/lib/time.ts";
import { parseCsv } from "@/tests/support/csv.ts";
import { applyAll, storeProject } from "@/tests/support/mirror.ts";
import { randomFrom } from "@/tests/support/random.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

/** Half an hour beside the whole ones: three and a half behind UTC in winter, two and a half from 8 March 2026, 02:00. */
const ZONE = "America/St_Johns";
const SUMMER_FROM = Date.parse("2026-03-08T05:30:00Z");
const ISSUES = 640;
const HEADERS = [
  ...["reference", "title", "status", "status_since", "state", "priority", "due", "due_date", "target_date", "overdue"],
  ...["assignees", "labels", "milestone", "weight", "project", "author", "created_at", "updated_at", "started_at"],
  ...["completed_at", "closed_at", "cycle_days", "wip_since", "issue_type", "confidential", "web_url"],
];
const NOTE = '=SUM(A1)\nsaid "no", twice';
const HOSTILE = [
  "=1+1",
  "@cmd|' /C calc'!A0",
  '-2+3,"x"',
  "+1",
  "\tTab",
  "Łódź 東京 🚀",
  "＝1+1",
  "two\nlines",
  "\u202Eright",
];

let web: Web;
let cookies: Record<Role, string>;
beforeAll(async () => {
  web = await openWeb({ ORG_TIMEZONE: ZONE });
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
  const [shop, board] = [await storeProject(web.db, 7, "acme/shop"), await storeProject(web.db, 8, "acme/board")];
  const wires = Array.from({ length: ISSUES }, (_, n) => randomIssue(n + 1));
  for (let at = 0; at < ISSUES; at += 100) {
    const page = wires.slice(at, at + 100);
    await applyAll(
      web.db,
      shop,
      page.filter((issue) => issue.project_id === 7),
    );
    await applyAll(
      web.db,
      board,
      page.filter((issue) => issue.project_id === 8),
    );
  }
  const some = await web.db.issue.findMany({ where: { iid: { in: [1, 2, 3] } } });
  for (const { id, iid } of some) {
    const json = { internal_notes: NOTE, priority: iid, target_date: `2026-04-0${iid}` };
    const asked = { method: "PATCH", cookie: cookies.manager, params: { id }, json };
    expect((await call(changeOverride, `/api/issues/${id}/override`, asked)).status).toBe(200);
  }
});
afterAll(() => web.close());

const random = randomFrom(5);

/** Many equal times and titles, so that the order has to be told apart by more than the first key. */
function randomIssue(iid: number) {
  const day = String(1 + random.below(28)).padStart(2, "0");
  const isClosed = random.below(3) === 0;
  const time = `2026-03-${day}T0${random.below(10)}:30:00.000Z`;
  const later = `2026-04-${day}T09:00:00.000Z`;
  return wireIssue({
    id: 5_000 + iid,
    iid,
    project_id: random.below(4) === 0 ? 8 : 7,
    title: HOSTILE[iid] ?? `Part ${random.below(40)}`,
    created_at: time,
    updated_at: isClosed ? later : time,
    state: isClosed ? "closed" : "opened",
    closed_at: isClosed ? later : null,
    due_date: random.below(2) === 0 ? `2026-03-${day}` : null,
    confidential: random.below(9) === 0,
    weight: random.below(3) === 0 ? random.below(9) : null,
    labels: ["bug", "Doing", "wontfix"].filter(() => random.below(3) === 0).map((title) => wireLabel(title)),
    assignees: [2, 3, 4].filter(() => random.below(3) === 0).map((id) => wireUser(id)),
  });
}

const download = (role: Role, query: string) =>
  call(exportIssues, `/api/issues.csv${query}`, { cookie: cookies[role] });

async function sheet(role: Role, query: string) {
  const response = await download(role, query);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([response.status, [...bytes.slice(0, 3)]]).toEqual([200, [0xef, 0xbb, 0xbf]]);
  const { columns: headers, rows } = parseCsv(new TextDecoder().decode(bytes));
  return { headers, rows: rows.map((row) => Object.fromEntries(headers.map((name, at) => [name, row[at]]))) };
}

async function pages(role: Role, query: string): Promise<IssueRow[]> {
  const rows: IssueRow[] = [];
  for (let page = 1; ; page++) {
    const path = `/api/issues?page=${page}&page_size=200${query.replace("?", "&")}`;
    const { data, total } = issueListSchema.parse(
      await (await call(listIssues, path, { cookie: cookies[role] })).json(),
    );
    rows.push(...data);
    if (data.length === 0) {
      expect(rows).toHaveLength(total);
      return rows;
    }
  }
}

function local(instant: string | null): string {
  if (instant === null) return "";
  const hours = Date.parse(instant) < SUMMER_FROM ? -3.5 : -2.5;
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}

const text = (value: string | number | boolean | null | undefined) => String(value ?? "");
const harmless = (value: string) => (/^[=+\-@\t＝]/.test(value) ? `'${value}` : value);

function expected(issue: IssueRow) {
  return {
    ...{ reference: issue.reference, title: harmless(issue.title), status: issue.status, state: issue.state },
    ...{ status_since: local(issue.status_since), priority: text(issue.priority), due: text(issue.due) },
    ...{ due_date: text(issue.due_date), target_date: text(issue.target_date), overdue: text(issue.overdue) },
    assignees: issue.assignees.map(({ username }) => username).join(", "),
    labels: issue.labels.map(({ title }) => title).join(", "),
    ...{ milestone: text(issue.milestone), weight: text(issue.weight), project: issue.project.path },
    ...{
      author: text(issue.author?.username),
      created_at: local(issue.created_at),
      updated_at: local(issue.updated_at),
    },
    ...{
      started_at: local(issue.started_at),
      completed_at: local(issue.completed_at),
      closed_at: local(issue.closed_at),
    },
    cycle_days: issue.cycle_seconds === null ? "" : (issue.cycle_seconds / 86_400).toFixed(2),
    ...{ wip_since: local(issue.wip_since), issue_type: issue.issue_type, confidential: text(issue.confidential) },
    web_url: issue.web_url,
  };
}

describe.each<Role>(["viewer", "manager"])("for a %s the file", (role) => {
  test.each([
    "",
    "?sort=title",
    "?sort=-due,title",
    "?sort=priority,-weight",
    "?sort=author,-reference",
    "?label=bug,!Doing",
    "?status=completed,in_progress&sort=-status",
    "?overdue=true&assignee=person-2,none",
    "?project=acme/board&sort=-cycle_seconds",
    "?as_of=2026-03-15&sort=status",
    "?q=%2312",
  ])("has the issues of the list %j in its order, and in each cell what the list has", async (query) => {
    const [{ rows }, listed] = [await sheet(role, query), await pages(role, query)];
    expect(listed.length).toBeGreaterThan(0);
    const shown = rows.map((row) => Object.fromEntries(HEADERS.map((name) => [name, row[name]])));
    expect(shown).toEqual(listed.map(expected));
  });

  test("has all of it, whatever page is asked for", async () => {
    const whole = await (await download(role, "?sort=title")).text();
    expect(await (await download(role, "?sort=title&page=2&page_size=10")).text()).toBe(whole);
    expect(parseCsv(whole).rows.length).toBeGreaterThan(500);
  });
});

test("the headers stand in their order, and notes are for managers and admins alone", async () => {
  const [viewer, manager, admin] = [await sheet("viewer", ""), await sheet("manager", ""), await sheet("admin", "")];
  expect(viewer.headers).toEqual(HEADERS);
  expect(manager.headers).toEqual([...HEADERS, "internal_notes"]);
  expect(admin).toEqual(manager);
  const notes = manager.rows.filter((row) => row["internal_notes"] !== "");
  expect(notes.map((row) => row["internal_notes"])).toEqual(Array(3).fill(`'${NOTE}`));
  expect(JSON.stringify(viewer)).not.toContain("twice");
  expect(manager.rows.length).toBeGreaterThan(viewer.rows.length);
  expect(manager.rows.filter((row) => row["confidential"] === "false").map((row) => row["reference"])).toEqual(
    viewer.rows.map((row) => row["reference"]),
  );
});

test("text that a spreadsheet would run does not run, and comes whole", async () => {
  const titles = (await sheet("manager", "?sort=iid")).rows.map((row) => row["title"]);
  expect(titles.slice(0, HOSTILE.length - 1)).toEqual([
    ...["'@cmd|' /C calc'!A0", '\'-2+3,"x"', "'+1", "'\tTab", "Łódź 東京 🚀", "'＝1+1", "two\nlines", "\u202Eright"],
  ]);
});

test("an empty list is the headers and nothing else", async () => {
  const response = await download("viewer", "?label=nothing-has-this");
  expect(await response.text()).toBe(`${HEADERS.join(",")}\r\n`); // text() takes the byte order mark away
});

test("the answer is a file with the local day in its name, and is not kept by anybody", async () => {
  const nameNow = () => `attachment; filename="backtrak-${localDay(new Date(), ZONE)}.csv"`;
  const before = nameNow();
  const { headers, body } = await download("viewer", "");
  await body?.cancel();
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect([before, nameNow()]).toContain(headers.get("content-disposition")); // midnight may have passed
  expect(headers.get("cache-control")).toBe("private, no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test.each([
  ["?priority=9", "query.priority"],
  ["?sort=secret", "query.sort"],
  ["?nonsense=1", "query.nonsense"],
  ["?assignee=me", "query.assignee"],
  ["?created_from=2026-02-30", "query.created_from"],
])("%s is a problem document and no file", async (query, field) => {
  const response = await download("viewer", query);
  expect([response.status, response.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  expect(response.headers.get("content-disposition")).toBeNull();
  expect(await response.json()).toMatchObject({ code: "invalid_request", faults: [{ field }] });
});

test("who asks for the headers only holds nothing", async () => {
  const asked = { method: "HEAD", cookie: cookies.viewer };
  for (let n = 0; n < 3; n++) {
    const response = await call(exportIssues, "/api/issues.csv", asked);
    expect([response.status, response.body]).toEqual([200, null]);
  }
  expect((await sheet("viewer", "?sort=iid")).rows.length).toBeGreaterThan(0);
});
