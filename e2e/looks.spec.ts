import { expectAccessible, expectNoSidewaysScroll, showIn, THEMES, WIDTHS } from "./support/looks.ts";
import { listIssues } from "./support/own-api.ts";
import { expect, press, settled, test, type Page } from "./support/test.ts";

type Sight = { name: string; open(page: Page): Promise<void>; heading: string | RegExp };

const LONGEST_TEXT = "page_size=1&sort=-updated_at";

const SIGHTS: Sight[] = [
  { name: "dashboard", open: openDashboard, heading: "Dashboard" },
  { name: "backlog", open: async (page) => void (await page.goto("/backlog")), heading: "Backlog" },
  {
    name: "backlog, nothing found",
    open: async (page) => void (await page.goto("/backlog?q=zzzz")),
    heading: "Backlog",
  },
  { name: "backlog, choosing a filter", open: openFilters, heading: "Backlog" },
  { name: "issue", open: openNewestIssue, heading: /./ },
  { name: "help", open: async (page) => void (await page.goto("/help")), heading: "Help" },
  { name: "status rules", open: async (page) => void (await page.goto("/settings/rules")), heading: /./ },
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
          await expect(page.locator("h1").filter({ hasText: heading }).first()).toBeVisible();
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

/** With charts, and two of them as their tables: one is a few lines, one has to be scrolled. */
async function openDashboard(page: Page): Promise<void> {
  await page.goto("/");
  for (const chart of ["Completed", "On time or late"]) {
    await press(page.getByRole("button", { name: `Table: ${chart}`, exact: true }));
    await expect(page.getByRole("region", { name: `${chart} as a table`, exact: true })).toBeVisible();
  }
  // What the page's head covers a little would look too small to be hit.
  await page.evaluate(() => window.scrollTo(0, 0));
}

async function openFilters(page: Page): Promise<void> {
  await page.goto("/backlog");
  const isPhone = (page.viewportSize()?.width ?? 0) < 600;
  await press(page.getByRole("button", { name: isPhone ? /^Filters/ : "Label" }).first());
  await expect(page.getByRole("dialog")).toBeVisible();
}

async function openNewestIssue(page: Page): Promise<void> {
  const { data } = await listIssues(page.request, LONGEST_TEXT);
  await page.goto(`/issues/${data[0]?.id}`);
}
