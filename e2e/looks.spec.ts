import { expectAccessible, expectNoSidewaysScroll, showIn, THEMES, WIDTHS } from "./support/looks.ts";
import { listIssues } from "./support/own-api.ts";
import { expect, settled, test, type Page } from "./support/test.ts";

type Sight = { name: string; open(page: Page): Promise<void>; heading: string | RegExp; expected?: RegExp };

const LONGEST_TEXT = "page_size=1&sort=-updated_at";

const SIGHTS: Sight[] = [
  { name: "backlog", open: async (page) => void (await page.goto("/backlog")), heading: "Backlog" },
  {
    name: "backlog, nothing found",
    open: async (page) => void (await page.goto("/backlog?q=zzzz")),
    heading: "Backlog",
  },
  { name: "issue", open: openNewestIssue, heading: /./ },
  { name: "sync", open: async (page) => void (await page.goto("/sync")), heading: "Sync" },
];

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test.describe(`in the ${theme} theme at ${width} px`, () => {
      test.beforeEach(({ page }) => showIn(page, theme, width));

      test("sign-in stands up to axe and does not scroll sideways", async ({ page }) => {
        await page.goto("/sign-in");
        await expectGoodLooks(page, "sign-in");
      });

      for (const { name, open, heading } of SIGHTS) {
        test(`${name} stands up to axe and does not scroll sideways`, async ({ page, signInAs }) => {
          await signInAs("admin");
          await open(page);
          await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
          await expectGoodLooks(page, name);
        });
      }

      async function expectGoodLooks(page: Page, name: string): Promise<void> {
        await settled(page);
        await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${theme}\\b`));
        await page.screenshot({ path: `test-results/looks/${name.replaceAll(/\W+/g, "-")}-${theme}-${width}.png` });
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    });
  }
}

async function openNewestIssue(page: Page): Promise<void> {
  const { data } = await listIssues(page.request, LONGEST_TEXT);
  await page.goto(`/issues/${data[0]?.id}`);
}
