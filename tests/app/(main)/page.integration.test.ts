import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import DashboardPage from "@/app/(main)/page.tsx";
import { openWeb, signIn, type Web } from "@/tests/support/web.ts";

const asked = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => asked.headers }));

const BY_BROWSER = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
const BY_ROUTER = "*/*";

let web: Web;
let cookie = "";
beforeAll(async () => {
  web = await openWeb();
  cookie = await signIn("manager");
});
afterAll(() => web.close());

const sent = z.object({
  state: z.object({ queries: z.array(z.object({ queryKey: z.array(z.string()) })) }),
  children: z.object({ props: z.object({ ignored: z.array(z.object({ name: z.string() })) }) }),
});

async function pageOf(accept: string, search: Record<string, string> = {}) {
  asked.headers = new Headers({ cookie, accept });
  const page = await DashboardPage({ searchParams: Promise.resolve(search) });
  const { state, children } = sent.parse(page.props);
  return {
    brings: state.queries.map(({ queryKey }) => queryKey.join(" ")).toSorted(),
    ignored: children.props.ignored.map(({ name }) => name),
  };
}

test("a page that is opened brings what is seen without its charts", async () => {
  // They are waited for half a second, which the first question of a process on a busy machine may take.
  const brings = async () =>
    expect((await pageOf(BY_BROWSER, { from: "2026-03-01", label: "bug" })).brings).toEqual([
      "dashboard aging label=bug",
      "dashboard changes label=bug",
      "dashboard summary from=2026-03-01&label=bug",
      "dashboard tasks-per-engineer from=2026-03-01&label=bug",
    ]);
  await vi.waitFor(brings, 10_000);
});

test("the browser's router gets the page at once: it has its figures, or asks for them itself", async () => {
  expect((await pageOf(BY_ROUTER)).brings).toEqual([]);
});

test("what cannot be answered for this reader is left out, and the rest is brought", async () => {
  await vi.waitFor(async () => {
    const { brings, ignored } = await pageOf(BY_BROWSER, { assignee: "me", status: "blocked" });
    expect(ignored).toEqual(["assignee"]);
    expect(brings).toContain("dashboard summary status=blocked");
  }, 10_000);
});

test("a period that is cut too finely is cut as finely as can be read", async () => {
  await vi.waitFor(async () => {
    const { brings, ignored } = await pageOf(BY_BROWSER, { from: "2020-01-01", to: "2026-01-01", bucket: "day" });
    expect(ignored).toEqual(["bucket"]);
    expect(brings).toContain("dashboard summary from=2020-01-01&to=2026-01-01");
  }, 10_000);
});
