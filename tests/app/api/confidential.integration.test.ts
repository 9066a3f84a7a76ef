import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ROUTES } from "@/app/api/openapi.json/routes.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { rebuildSearch } from "@/lib/search/store.ts";
import { applyAll, MANAGER, storeProject } from "../../support/mirror.ts";
import { call, openWeb, signIn, type Web } from "../../support/web.ts";
import { wireIssue, wireLabel, wireUser } from "../../support/wire-issue.ts";

const SECRET = { word: "Zyklonenplan", typo: "zyklonemplan", label: "layoffs 2027", milestone: "Exit", person: 99 };
const SECRET_IID = 77;
const EVERYTHING = ["page_size=200", "", "sort=-updated_at", "as_of=2026-04-01"];
/** What somebody would ask who guesses that there is something. */
const GUESSES = [
  `q=${SECRET.word}`,
  `q=${SECRET.typo}`,
  "q=zy",
  `q=%23${SECRET_IID}`,
  `q=acme/shop%23${SECRET_IID}`,
  `q=${encodeURIComponent(`https://gitlab.test/acme/shop/-/issues/${SECRET_IID}`)}`,
  "q=reorganisation",
  `label=${encodeURIComponent(SECRET.label)}`,
  `label=!${encodeURIComponent(SECRET.label)}`,
  `milestone=${SECRET.milestone}`,
  `assignee=person-${SECRET.person}`,
  `author=person-${SECRET.person}`,
  "confidential=true",
  "confidential=false",
  "overdue=true",
  "priority=1",
  "status=blocked",
  "due_from=2026-04-01&due_to=2026-04-30",
];
const LISTS = [...EVERYTHING, ...GUESSES];
const FACETS = ["status", "project", "label", "assignee", "author", "milestone", "priority"];
const PANELS = ["summary", "tasks-per-engineer", "cycle-time", "lead-time", "completed", "aging", "changes"];
/** Of these the reader chooses a period, or a beginning. */
const PERIODS: Record<string, string> = { aging: "", changes: "since=2026-02-01" };
const PERIOD = "from=2026-02-01&to=2026-06-30";

/** Every GET that a viewer may ask, by its path in the document, and the questions. */
const QUESTIONS: [path: string, query: string][] = [
  ...LISTS.flatMap((query): [string, string][] => [
    ["/api/issues", query],
    ["/api/issues.csv", query.replace("page_size=200", "")],
    ["/api/issues/facets", `facet=${FACETS.join(",")}&${query.replace(/page_size=200|sort=-updated_at/, "")}`],
  ]),
  ...GUESSES.filter((query) => query.startsWith("q=")).flatMap((query): [string, string][] => [
    ["/api/search", query],
    ["/api/people", query],
  ]),
  ["/api/people", ""],
  ["/api/people", `q=person-${SECRET.person}`],
  ["/api/people", "q=Whistle"],
  ...PANELS.flatMap((panel) =>
    ["", ...GUESSES].map((query): [string, string] => [
      `/api/dashboard/${panel}`,
      `${PERIODS[panel] ?? PERIOD}&${query}`,
    ]),
  ),
  ["/api/freshness", ""],
  ["/api/views", ""],
  ["/api/me", ""],
];

let web: Web;
let cookies: { viewer: string; manager: string };
let projectId: string;
beforeAll(async () => {
  web = await openWeb();
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager") };
  projectId = await storeProject(web.db);
  await applyAll(
    web.db,
    projectId,
    Array.from({ length: 30 }, (_, index) => plainIssue(index + 1)),
  );
  vi.useFakeTimers({ toFake: ["Date"], now: new Date() });
});
afterAll(async () => {
  vi.useRealTimers();
  await web.close();
});

function plainIssue(iid: number) {
  return wireIssue({
    ...{ iid, title: `Issue ${iid}`, description: "A plan of the reorganisation of shelves." },
    labels: [wireLabel(["Doing", "Blocked", "bug"][iid % 3] ?? "bug")],
    assignees: [wireUser((iid % 4) + 2)],
    ...(iid % 2 === 0 && { due_date: "2026-04-10", milestone: { id: 5, title: "Spring" } }),
    ...(iid % 5 === 0 && { state: "closed", closed_at: "2026-05-01T09:00:00.000Z" }),
  });
}

/** One that differs from all others in whatever can be asked about. */
async function addSecret(): Promise<string> {
  const person = wireUser(SECRET.person, "Whistle Blower");
  const secret = wireIssue({
    ...{ iid: SECRET_IID, title: `${SECRET.word} of the board`, description: "The reorganisation costs 400 jobs." },
    ...{ confidential: true, author: person, assignees: [person], due_date: "2026-04-11" },
    labels: [wireLabel(SECRET.label), wireLabel("Blocked")],
    milestone: { id: 6, title: SECRET.milestone },
  });
  await applyAll(web.db, projectId, [secret]);
  const { id } = await web.db.issue.findFirstOrThrow({ where: { iid: SECRET_IID } });
  await web.db.issueOverride.create({
    data: { issueId: id, priority: 1, internalNotes: SECRET.word, updatedBy: MANAGER.email },
  });
  await web.db.issue.update({ where: { id }, data: { priority: 1 } });
  await transaction(web.db, (tx) => rebuildSearch(tx, [id]));
  return id;
}

async function ask(path: string, query: string, cookie: string, params: Record<string, string> = {}): Promise<string> {
  const route = ROUTES[path]?.GET ?? fail(`there is no GET ${path}`);
  const address = Object.entries(params).reduce((text, [name, value]) => text.replace(`{${name}}`, value), path);
  const answer = await call(route, `${address}?${query}`, { cookie, params });
  const kept = [...answer.headers].filter(([name]) => name !== "x-request-id" && name !== "set-cookie");
  const body = (await answer.text()).replace(/"request_id":"[^"]*"/, "");
  return JSON.stringify([answer.status, kept, body]);
}

const askAll = async (cookie: string) => {
  const answers = new Map<string, string>();
  for (const [path, query] of QUESTIONS) answers.set(`${path}?${query}`, await ask(path, query, cookie));
  return answers;
};

test("a confidential issue changes no byte of what a viewer is answered, and much of what a manager is", async () => {
  const before = { viewer: await askAll(cookies.viewer), manager: await askAll(cookies.manager) };
  expect([...before.viewer].filter(([, answer]) => !answer.startsWith("[200,")).map(([question]) => question)).toEqual(
    [],
  );
  const id = await addSecret();
  const changed = (answers: Map<string, string>, then: Map<string, string>) =>
    [...then].filter(([question, answer]) => answers.get(question) !== answer).map(([question]) => question);
  expect(changed(before.viewer, await askAll(cookies.viewer))).toEqual([]);
  expect(changed(before.manager, await askAll(cookies.manager)).length).toBeGreaterThan(QUESTIONS.length / 2);

  for (const [path, status] of [
    ["/api/issues/{id}", 404],
    ["/api/issues/{id}/neighbours", 200],
  ] as const) {
    const seen = await ask(path, "", cookies.viewer, { id });
    expect(seen).toBe(await ask(path, "", cookies.viewer, { id: randomUUID() }));
    expect(seen.startsWith(`[${status},`)).toBe(true);
  }
});

test("how long a 404 takes does not tell an issue that is hidden from one that is not there", async () => {
  const { id } = await web.db.issue.findFirstOrThrow({ where: { iid: SECRET_IID } });
  const took: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 200; turn += 1) {
    const hidden = turn % 2;
    const beganAt = performance.now();
    await ask("/api/issues/{id}", "", cookies.viewer, { id: hidden === 1 ? id : randomUUID() });
    took[hidden]?.push(performance.now() - beganAt);
  }
  const [absent, hidden] = took.map((times) => times.toSorted((a, b) => a - b)[times.length / 2] ?? 0);
  // Either is one query that finds no row; a second one would double it.
  expect((hidden ?? 0) / (absent ?? 0)).toBeGreaterThan(0.6);
  expect((hidden ?? 0) / (absent ?? 0)).toBeLessThan(1.6);
});

function fail(words: string): never {
  throw new Error(words);
}
