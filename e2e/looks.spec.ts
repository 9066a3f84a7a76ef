import { expectAccessible, expectNoSidewaysScroll, showIn, THEMES, WIDTHS } from "./support/looks.ts";
import { listIssues } from "./support/own-api.ts";
import { expect, press, settled, test, type Page } from "./support/test.ts";

/** `at`: where it is looked at, if not everywhere. */
type Sight = { name: string; open(page: Page): Promise<void>; heading: string | RegExp; at?: readonly string[] };

/** Each theme once, and each width. */
const CORNERS = ["light 390", "dark 1440"];

const LONGEST_TEXT = "page_size=1&sort=-updated_at";
/** A title, and a text, of one word each. */
const LONGEST_WORD = "page_size=1&q=no_space_anywhere";
/** Lists in lists in lists. */
const DEEPEST_TEXT = "page_size=1&q=deeply%20quoted";

const SIGHTS: Sight[] = [
  { name: "dashboard", open: openDashboard, heading: "Dashboard" },
  { name: "backlog", open: async (page) => void (await page.goto("/backlog")), heading: "Backlog" },
  {
    name: "backlog, nothing found",
    open: async (page) => void (await page.goto("/backlog?q=zzzz")),
    heading: "Backlog",
  },
  { name: "backlog, choosing a filter", open: openFilters, heading: "Backlog" },
  { name: "backlog, choosing columns", open: openColumns, heading: "Backlog", at: ["dark 1440"] },
  { name: "backlog, its views", open: openViews, heading: "Backlog", at: CORNERS },
  { name: "backlog, its feeds", open: openFeeds, heading: "Backlog", at: CORNERS },
  { name: "backlog, changing the selected", open: openBulkForm, heading: "Backlog", at: CORNERS },
  { name: "issue", open: (page) => openIssue(page, LONGEST_TEXT), heading: /./ },
  {
    name: "issue, words without end",
    open: (page) => openIssue(page, LONGEST_WORD),
    heading: /no_space_anywhere/,
    at: CORNERS,
  },
  { name: "issue, lists without end", open: (page) => openIssue(page, DEEPEST_TEXT), heading: /./, at: CORNERS },
  { name: "palette", open: openPalette, heading: "Help", at: CORNERS },
  { name: "help", open: async (page) => void (await page.goto("/help")), heading: "Help" },
  { name: "users", open: async (page) => void (await page.goto("/settings/users")), heading: /./ },
  { name: "users, one of them", open: openUser, heading: /./, at: CORNERS },
  { name: "audit log", open: async (page) => void (await page.goto("/settings/audit-log")), heading: /./, at: CORNERS },
  { name: "status rules", open: async (page) => void (await page.goto("/settings/rules")), heading: /./ },
  { name: "status rules, a new one", open: openRule, heading: /./, at: CORNERS },
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

      for (const { name, open, heading, at } of SIGHTS) {
        if (at?.includes(`${theme} ${width}`) === false) continue;
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

async function openColumns(page: Page): Promise<void> {
  await page.goto("/backlog");
  await press(page.getByRole("button", { name: "Columns", exact: true }));
  await expect(page.getByRole("combobox", { name: "First order" })).toBeVisible();
}

/** Of names that are longer than their place, and from right to left. */
async function openViews(page: Page): Promise<void> {
  const names = ["Everything that is blocked or in progress, by target date", "القضايا المتأخرة في مشروع الدفع (2026)"];
  const view = { page: "backlog", query: "", is_shared: true, is_default: false, is_own: true, owner: "Mia" };
  const data = names.map((name, at) => ({
    ...view,
    id: `00000000-0000-4000-8000-00000000000${at}`,
    name,
    may_change: true,
  }));
  await page.route("**/api/views", (route) => route.fulfill({ json: { data } }));
  await page.goto("/backlog");
  await press(page.getByRole("button", { name: "Views", exact: true }));
  await press(page.getByRole("button", { name: `More about ${names[1]}` }));
  await expect(page.getByRole("button", { name: "Rename" })).toBeVisible();
}

async function openFeeds(page: Page): Promise<void> {
  await page.goto("/backlog");
  await press(page.getByRole("button", { name: "Views", exact: true }));
  await press(page.getByRole("button", { name: "Feeds for a sheet" }));
  await expect(page.getByRole("dialog", { name: "Feeds" }).getByText("No feeds yet")).toBeVisible();
}

async function openBulkForm(page: Page): Promise<void> {
  await page.goto("/backlog");
  await press(page.getByRole("checkbox", { name: /^Select / }).first());
  await press(page.getByRole("region", { name: "Selected issues" }).getByRole("button", { name: "Edit" }));
  await page.getByRole("dialog").getByLabel("Notes").selectOption("append");
  await expect(page.getByRole("dialog").getByLabel("New note")).toBeVisible();
}

async function openIssue(page: Page, query: string): Promise<void> {
  const { data } = await listIssues(page.request, query);
  await page.goto(`/issues/${data[0]?.id}`);
}

async function openPalette(page: Page): Promise<void> {
  await page.goto("/help");
  await settled(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("issues");
  await expect(page.getByRole("option", { name: /in the backlog$/ })).toBeVisible();
}

async function openUser(page: Page): Promise<void> {
  await page.goto("/settings/users");
  await press(page.getByRole("button", { name: /^Change / }).first());
  await expect(page.getByRole("dialog")).toBeVisible();
}

async function openRule(page: Page): Promise<void> {
  await page.goto("/settings/rules");
  await press(page.getByRole("button", { name: "New rule" }));
  await expect(page.getByRole("dialog").getByLabel("Means")).toBeVisible();
}
