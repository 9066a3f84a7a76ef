import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import BacklogPage from "@/app/(main)/backlog/page.tsx";
import { POST as saveView } from "@/app/api/views/route.ts";
import { viewSchema } from "@/lib/views/schema.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const asked = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => asked.headers,
  cookies: async () => ({ get: () => undefined }),
}));

const BY_BROWSER = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
const BY_ROUTER = "*/*";

let web: Web;
let cookie = "";
beforeAll(async () => {
  web = await openWeb();
  cookie = await signIn("manager");
});
afterAll(() => web.close());

const sent = z.object({ state: z.object({ queries: z.array(z.object({ queryKey: z.array(z.string()) })) }) });

/** The lists that the page brings along, as their questions. */
async function listsOf(accept: string, search: Record<string, string> = {}): Promise<string[]> {
  asked.headers = new Headers({ cookie, accept });
  const page = await BacklogPage({ searchParams: Promise.resolve(search) });
  return sent.parse(page.props).state.queries.map(({ queryKey }) => queryKey.at(-1) ?? "");
}

test("a page that is opened brings its rows", async () => {
  // They are waited for half a second, which the first question of a process on a busy machine may take.
  const brings = async () => expect(await listsOf(BY_BROWSER, { status: "blocked" })).toEqual(["status=blocked"]);
  await vi.waitFor(brings, 10_000);
});

test("the browser's router gets the page at once: it has its rows, or asks for them itself", async () => {
  expect(await listsOf(BY_ROUTER, { status: "blocked" })).toEqual([]);
});

test("a page whose rows take too long comes without them", async () => {
  await web.db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe("lock table issues in access exclusive mode");
    const lists = listsOf(BY_BROWSER);
    const waiting = () => tx.$queryRaw`
      select from pg_locks l join pg_database d on d.oid = l.database
      where not l.granted and l.relation = 'issues'::regclass and d.datname = current_database()`;
    await vi.waitFor(async () => expect(await waiting()).not.toEqual([]), 4_000);
    const askedAt = performance.now();
    expect(await lists).toEqual([]);
    expect(performance.now() - askedAt).toBeLessThan(1_000);
    expect(await waiting()).not.toEqual([]);
  });
});

test("alone it opens the reader's default view, whose name comes along; view=all and any filter are what they say", async () => {
  const json = { name: "Blocked", query: "status=blocked", is_default: true };
  const saved = viewSchema.parse(await (await call(saveView, "/api/views", { method: "POST", cookie, json })).json());
  await expect(listsOf(BY_ROUTER)).rejects.toMatchObject({
    digest: expect.stringContaining(`;/backlog?status=blocked&view=${saved.id};`) as unknown,
  });
  expect(await listsOf(BY_ROUTER, { view: "all" })).toEqual([]);
  expect(await listsOf(BY_ROUTER, { status: "blocked" })).toEqual([]);
  const named = async () =>
    expect(await listsOf(BY_BROWSER, { status: "blocked", view: saved.id })).toEqual(["status=blocked", "views"]);
  await vi.waitFor(named, 10_000);
});
