import { expectAccessible, expectNoSidewaysScroll, showIn, THEMES, WIDTHS } from "./support/looks.ts";
import { allIssues, type Listed } from "./support/own-api.ts";
import { expectAnswered, OPEN, OPEN_QUERY, tick } from "./support/questions.ts";
import { expect, press, settled, signIn, test, untilAlive, type Page } from "./support/test.ts";

const role = "viewer" as const;
const box = (page: Page) => page.getByRole("combobox", { name: "Search issues" });
const results = (page: Page) => page.getByRole("listbox", { name: "Search results" });
const lines = (page: Page) => results(page).getByRole("option");
const fold = (text: string) => text.normalize("NFKD").toLowerCase();

test.beforeEach(({ signInAs }) => signInAs(role));

test("36: half a word finds it from any page, and all of it is in the backlog", async ({ page, browser, stack }) => {
  const { half, title } = await halfAWord(page);
  await page.goto("/help");
  await write(page, half);
  await expect(lines(page).last()).toHaveText(/issues? in the backlog$/);
  await expect(results(page).locator("mark").first()).toHaveText(new RegExp(half, "i"));
  const announced = await lines(page).last().textContent();
  await box(page).press("Enter");
  await expect(page).toHaveURL(/\/backlog\?q=/);
  const issues = await expectAnswered({ page, browser, stack, role });
  expect(issues.map((issue) => issue.title)).toContain(title);
  expect(announced).toContain(issues.length === 1 ? "This issue" : `All ${issues.length} issues`);
  const all = await allIssues(page.request);
  const inTitle = all.filter((issue) => fold(issue.title).includes(half));
  expect(issues.map(({ id }) => id)).toEqual(expect.arrayContaining(inTitle.map(({ id }) => id)));
});

test("36: the arrows choose a result, Enter opens it, and going back leads back", async ({ page }) => {
  const { half } = await halfAWord(page);
  await page.goto("/help");
  await write(page, half);
  await expect(lines(page).first()).toBeVisible();
  await box(page).press("ArrowDown");
  const chosen = lines(page).first();
  await expect(chosen).toHaveAttribute("aria-selected", "true");
  await expect(box(page)).toHaveAttribute("aria-activedescendant", (await chosen.getAttribute("id")) ?? "");
  const href = await chosen.getAttribute("href");
  await box(page).press("Enter");
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await expect(results(page)).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/help$/);
});

test("36: #123 finds every issue of that number, first of all", async ({ page }) => {
  const all = await allIssues(page.request);
  const iid = all[0]?.iid;
  const named = all.filter((issue) => issue.iid === iid).map(({ id }) => `/issues/${id}`);
  await page.goto("/help");
  await write(page, `#${iid}`);
  await expect(lines(page).first()).toBeVisible();
  const shown = await lines(page).evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(shown.slice(0, named.length).toSorted()).toEqual(named.slice(0, shown.length - 1).toSorted());
});

for (const [what, textOf] of [
  ["a whole reference", ({ reference }: Listed) => reference],
  ["a pasted address", ({ web_url: address }: Listed) => address],
] as const) {
  test(`36: ${what} and Enter is the issue itself`, async ({ page }) => {
    const [issue] = await allIssues(page.request, "sort=title");
    if (!issue) throw new Error("the demo has no issue");
    await page.goto("/backlog?status=blocked");
    await write(page, textOf(issue));
    await box(page).press("Enter");
    await expect(page).toHaveURL(new RegExp(`/issues/${issue.id}$`));
    await expect(page.getByRole("heading", { level: 1, name: issue.title })).toBeVisible();
  });
}

test("36: on the backlog the words narrow what the other filters leave", async ({ page, browser, stack }) => {
  const { half } = await halfAWord(page);
  await page.goto("/backlog");
  await tick(page, "Status", OPEN);
  await write(page, half);
  await box(page).press("Enter");
  await expect(page).toHaveURL(/status=.*q=/);
  const issues = await expectAnswered({ page, browser, stack, role });
  expect(issues.every(({ status }) => ["not_started", "in_progress", "blocked"].includes(status))).toBe(true);
  await press(page.getByRole("button", { name: "Stop searching" }));
  await expect(box(page)).toHaveValue("");
});

test("36: what is not there is said, with what was searched", async ({ page }) => {
  await page.goto("/backlog");
  await write(page, "qqxxzzvvkk");
  await expect(page.getByText("Nothing found for “qqxxzzvvkk”").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText(/are searched for every word/)).toHaveCount(0);
  await expect(box(page)).toHaveValue("qqxxzzvvkk");
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveValue("");
});

test("36: without JavaScript the box still leads to the backlog", async ({ browser, stack }) => {
  const context = await browser.newContext({ baseURL: stack.url, javaScriptEnabled: false });
  try {
    await signIn(context.request, stack.url, role);
    const page = await context.newPage();
    await page.goto("/help");
    await page.locator('input[name="q"]').fill("payment");
    await page.locator('input[name="q"]').press("Enter");
    await expect(page).toHaveURL(/\/backlog\?q=payment$/);
  } finally {
    await context.close();
  }
});

for (const theme of THEMES) {
  for (const width of WIDTHS) {
    test(`the results stand up to axe in the ${theme} theme at ${width} px, and fit`, async ({ page }) => {
      await showIn(page, theme, width);
      const { half } = await halfAWord(page);
      await page.goto("/help");
      await write(page, half);
      await box(page).press("ArrowDown");
      await expect(lines(page).first()).toBeVisible();
      await settled(page);
      await page.screenshot({ path: `test-results/looks/search-${theme}-${width}.png` });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      if (width === 390) await expectRoomForFingers(page);
    });
  }
}

async function expectRoomForFingers(page: Page): Promise<void> {
  const list = await results(page).boundingBox();
  expect(list?.width).toBeGreaterThan(380);
  for (const line of await lines(page).all()) expect((await line.boundingBox())?.height).toBeGreaterThanOrEqual(44);
}

async function write(page: Page, text: string): Promise<void> {
  await untilAlive(box(page));
  await box(page).click();
  await box(page).fill(text);
}

/** The middle of the longest plain word of a title: nothing that begins or ends a word. */
async function halfAWord(page: Page): Promise<{ half: string; title: string }> {
  const words = (await allIssues(page.request, OPEN_QUERY)).flatMap(({ title }) =>
    (title.match(/(?<![a-z])[a-z]{6,20}(?![a-z])/gi) ?? []).map((word) => ({ word, title })),
  );
  const longest = words.toSorted((one, other) => other.word.length - one.word.length)[0];
  if (!longest) throw new Error("no title has a word of six letters");
  return { half: longest.word.slice(1, -1).toLowerCase(), title: longest.title };
}
