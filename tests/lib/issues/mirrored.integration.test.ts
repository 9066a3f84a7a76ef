import { afterAll, beforeAll, expect, it } from "vitest";
import type { Reader } from "@/lib/auth/access.ts";
import { readIssue } from "@/lib/issues/queries/detail.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject, VIEWER } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

const clock = { now: new Date("2026-03-10T11:00:00Z"), zone: "UTC" };
const TEXT =
  "Like #2, #3, #99 and acme/WEB#1: @PERSON-1 said ~BUG, not ~nothing, in %Q1 and %s. https://gitlab.test/acme/web/-/issues/1";
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  const shop = await storeProject(test.db, 7, "acme/shop");
  const web = await storeProject(test.db, 8, "acme/web");
  const people = { labels: [wireLabel("bug")], assignees: [wireUser(1)] };
  await applyAll(test.db, shop, [
    wireIssue({ iid: 1, description: TEXT, web_url: "https://gitlab.test/acme/shop/-/issues/1", ...people }),
    wireIssue({ iid: 2, title: "Checkout" }),
    wireIssue({ iid: 3, title: "Layoffs", confidential: true }),
  ]);
  await applyAll(test.db, web, [wireIssue({ id: 900, iid: 1, title: "Colours" })]);
  await test.db.issue.updateMany({ data: { milestone: "Q1" }, where: { iid: 2 } });
});
afterAll(() => test.close());

async function linksFor(reader: Reader): Promise<string[]> {
  const { id } = await test.db.issue.findFirstOrThrow({ where: { description: TEXT } });
  const html = (await readIssue(test.db, { id, reader, clock }))?.description_html ?? "";
  const own = await test.db.issue.findMany({ select: { id: true, title: true } });
  const titles = new Map(own.map((issue) => [`/issues/${issue.id}`, issue.title]));
  return [...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)</g)].map(
    ([, href = "", words]) => `${words} ${titles.get(href) ?? href}`,
  );
}

it("A text's mentions lead to our pages where the issue is mirrored, and to GitLab where that is known", async () => {
  expect(await linksFor(MANAGER)).toEqual([
    "#2 Checkout",
    "#3 Layoffs",
    "#99 https://gitlab.test/acme/shop/-/issues/99",
    "acme/WEB#1 Colours",
    "@PERSON-1 https://gitlab.test/PERSON-1",
    "~BUG https://gitlab.test/acme/shop/-/issues?label_name%5B%5D=BUG",
    "%Q1 https://gitlab.test/acme/shop/-/milestones?search_title=Q1",
    "https://gitlab.test/acme/web/-/issues/1 Colours",
  ]);
});

it("To a viewer a confidential issue is as one that is not mirrored", async () => {
  expect((await linksFor(VIEWER))[1]).toBe("#3 https://gitlab.test/acme/shop/-/issues/3");
});
