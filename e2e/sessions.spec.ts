import type { Locator } from "@playwright/test";
import { listIssues, type Listed } from "./support/own-api.ts";
import { override } from "./support/questions.ts";
import { expect, settled, signIn, test, untilAlive, type Page } from "./support/test.ts";

const LIST = "status=not_started&sort=created_at&page_size=3";

test("a whole session with the keyboard alone", async ({ page, stack, watch }) => {
  watch.expect(/^401 /); // what the page was asking as it signed out
  await signIn(page.request, stack.url, "manager");
  const issues = (await listIssues(page.request, LIST)).data;
  for (const issue of issues) await override(page, stack, issue, { priority: null });
  await page.context().clearCookies();
  try {
    await page.goto("/");
    await tabTo(page, page.getByRole("button", { name: /^Manager/ }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    await settled(page);

    await page.keyboard.press("Control+k");
    await page.keyboard.type("nobody");
    await expect(page.getByRole("option", { name: "Open issues of nobody" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/assignee=none/);
    await page.goto(`/backlog?${LIST}`); // an address that was pasted
    await untilAlive(link(page, 0));
    for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
    const bar = page.getByRole("region", { name: "Selected issues" });
    await expect(bar).toContainText("2 issues selected");
    await tabTo(page, bar.getByRole("button", { name: "Edit" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("dialog").getByLabel("Priority"));
    await page.keyboard.type("2");
    await tabTo(page, page.getByRole("button", { name: "Change 2 issues" }));
    await page.keyboard.press("Enter");
    await expect(page.getByText("2 issues changed", { exact: true })).toBeVisible();
    await expect.poll(() => prioritiesOf(page)).toEqual([2, 2, issues[2]?.priority ?? null]);

    await page.keyboard.press("j");
    await expect(link(page, 0)).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: /^Priority of / }).first());
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog").getByRole("button", { name: "2, high" })).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Priority: 1, highest", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Priority of / }).first()).toBeFocused();

    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    const place = page.getByRole("navigation", { name: "In the list" });
    await expect(place).toContainText("2 of");
    await untilAlive(place.getByRole("link").first());
    await page.keyboard.press("j");
    await expect(place).toContainText("3 of");
    await page.keyboard.press("u");
    await expect(page.getByRole("heading", { level: 1, name: "Backlog" })).toBeVisible();

    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type(issues[0]?.reference ?? "");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/issues/${issues[0]?.id}`);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("sign out");
    await expect(page.getByRole("option", { name: "Sign out", exact: true })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/sign-in/);
  } finally {
    await signIn(page.request, stack.url, "manager");
    for (const issue of issues) await override(page, stack, issue, { priority: issue.priority });
  }
});

test.describe("on a phone that is touched", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a whole session with the finger alone", async ({ page, stack, watch }) => {
    watch.expect(/^401 /);
    await page.goto("/");
    await tap(page.getByRole("button", { name: /^Manager/ }));
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    await tap(page.getByRole("button", { name: "Open the navigation" }));
    await tap(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Backlog" }));
    await expect(page.getByRole("heading", { level: 1, name: "Backlog" })).toBeVisible();
    await tap(page.getByRole("button", { name: /^Filters/ }));
    const drawer = page.getByRole("dialog");
    await tap(drawer.getByRole("button", { name: /^Status/ }));
    await tap(drawer.getByRole("checkbox", { name: "Not started" }));
    await expect(page).toHaveURL(/status=not_started/);
    await tap(drawer.getByRole("button", { name: /^Show / }));
    const cards = page.getByRole("list", { name: "Issues" }).getByRole("listitem");
    await expect(cards.first()).toBeVisible();
    await tap(cards.first().getByRole("checkbox"));
    await expect(page.getByRole("region", { name: "Selected issues" })).toContainText("1 issue selected");
    await tap(page.getByRole("button", { name: "Clear selection" }));
    const title = (await cards.first().getByRole("link").first().textContent()) ?? "";
    await tap(cards.first().getByRole("link").first());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const issue: Listed | undefined = (await listIssues(page.request, `status=not_started&page_size=200`)).data.find(
      (it) => it.id === id,
    );
    if (issue === undefined) throw new Error(`the list has no issue ${id}`);
    try {
      await untilAlive(page.getByLabel("Priority"));
      await page.getByLabel("Priority").selectOption("4"); // the phone's own wheel
      await expect(page.getByText("Priority: 4, low", { exact: true })).toBeVisible();
      await tap(page.getByRole("button", { name: "Undo" }));
      await expect(page.getByText("Taken back", { exact: true })).toBeVisible();
      await tap(page.getByRole("main").getByRole("link", { name: "Backlog" }));
      await expect(page).toHaveURL(/status=not_started/);
      await expectLargeTargets(page);
    } finally {
      await override(page, stack, issue, { priority: issue.priority });
    }
  });
});

const link = (page: Page, row: number) =>
  page.getByRole("table", { name: "Issues" }).locator("tbody tr").nth(row).getByRole("link");

async function prioritiesOf(page: Page): Promise<(number | null)[]> {
  return (await listIssues(page.request, LIST)).data.map(({ priority }) => priority);
}

const MOST_TABS = 150;

/** Goes on by Tab until the target has the focus, as somebody without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await untilAlive(target);
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${MOST_TABS} tabs do not lead there`);
}

async function tap(target: Locator): Promise<void> {
  await untilAlive(target);
  await target.tap();
}

/** Every button and link that is seen is at least 44 px high, or has a neighbour-free place of that size; lines of text are not meant. */
async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("header button, header a, main > div button")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
      .map((element) => `${element.textContent || element.ariaLabel} ${element.getBoundingClientRect().height}`),
  );
  expect(small).toEqual([]);
}
