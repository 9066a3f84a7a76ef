import type { APIRequestContext } from "@playwright/test";
import { listIssues } from "./support/own-api.ts";
import { expect, press, test, type Page } from "./support/test.ts";

const LIST = "sort=title&page_size=25";
const bar = (page: Page) => page.getByRole("region", { name: "Selected issues" });
const toasted = (page: Page, words: string) => expect(page.getByText(words, { exact: true })).toBeVisible();

test.beforeEach(async ({ signInAs }) => signInAs("manager"));

test("issues of two pages get a priority together, and lose it again with Undo", async ({ page, stack }) => {
  const chosen = await twoOfTwoPages(page.request);
  try {
    await selectBoth(page, chosen);
    await editPriority(page, "2");
    await toasted(page, "2 issues changed");
    await expect.poll(() => prioritiesOf(page.request, chosen)).toEqual([2, 2]);
    await press(page.getByRole("button", { name: "Undo" }));
    await toasted(page, "2 issues taken back");
    expect(await prioritiesOf(page.request, chosen)).toEqual(chosen.map(({ priority }) => priority));
  } finally {
    await putBack(page.request, stack.url, chosen);
  }
});

test("an edit that is too much for one issue changes none and says which", async ({ page, stack, watch }) => {
  watch.expect(/^400 POST \/api\/issues\/overrides/);
  const chosen = await twoOfTwoPages(page.request);
  const long = { id: chosen[1]?.id, internal_notes: "x".repeat(9_990) };
  try {
    expect((await post(page.request, stack.url, [long])).status()).toBe(200);
    await selectBoth(page, chosen);
    await press(bar(page).getByRole("button", { name: "Edit" }));
    await page.getByRole("dialog").getByLabel("Notes").selectOption("append");
    await page.getByRole("dialog").getByLabel("New note").fill("More than ten characters");
    await page.getByRole("dialog").getByLabel("Priority").selectOption("2");
    await press(page.getByRole("button", { name: "Change 2 issues" }));
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText(chosen[1]?.reference ?? "-");
    expect(await prioritiesOf(page.request, chosen)).toEqual(chosen.map(({ priority }) => priority));
  } finally {
    await putBack(page.request, stack.url, chosen);
    await post(page.request, stack.url, [{ id: chosen[1]?.id, internal_notes: null }]);
  }
});

test("on a phone the toast leaves the bar of the selection free", async ({ page, stack }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const [chosen] = (await listIssues(page.request, LIST)).data;
  try {
    await page.goto(`/backlog?${LIST}`);
    await press(page.getByRole("checkbox", { name: `Select ${chosen?.title}`, exact: true }).first());
    await press(bar(page).getByRole("button", { name: "Edit" }));
    await page.getByRole("dialog").getByLabel("Priority").selectOption("2");
    await press(page.getByRole("button", { name: "Change 1 issue" }));
    await toasted(page, "1 issue changed");
    const toast = page.locator("[data-sonner-toast]");
    // It slides in.
    await expect
      .poll(async () => {
        const [above, below] = [await toast.boundingBox(), await bar(page).boundingBox()];
        return above && below && above.y + above.height <= below.y;
      })
      .toBe(true);
  } finally {
    if (chosen) await putBack(page.request, stack.url, [chosen]);
  }
});

type Chosen = { id: string; reference: string; title: string; priority: number | null };

/** The first issue of the list's first two pages. */
async function twoOfTwoPages(request: APIRequestContext): Promise<Chosen[]> {
  const pages = await Promise.all([1, 2].map((page) => listIssues(request, `${LIST}&page=${page}`)));
  return pages.flatMap(({ data }) => data.slice(0, 1));
}

async function selectBoth(page: Page, chosen: readonly Chosen[]): Promise<void> {
  await page.goto(`/backlog?${LIST}`);
  await press(page.getByRole("checkbox", { name: `Select ${chosen[0]?.title}`, exact: true }).first());
  await expect(bar(page)).toContainText("1 issue selected");
  await press(page.getByRole("button", { name: "Next page" }));
  await press(page.getByRole("checkbox", { name: `Select ${chosen[1]?.title}`, exact: true }).first());
  await expect(bar(page)).toContainText("2 issues selected");
}

async function editPriority(page: Page, priority: string): Promise<void> {
  await press(bar(page).getByRole("button", { name: "Edit" }));
  await page.getByRole("dialog").getByLabel("Priority").selectOption(priority);
  await press(page.getByRole("button", { name: "Change 2 issues" }));
}

async function prioritiesOf(request: APIRequestContext, chosen: readonly Chosen[]): Promise<(number | null)[]> {
  const present = await twoOfTwoPages(request);
  return chosen.map(({ id }) => present.find((issue) => issue.id === id)?.priority ?? null);
}

function post(request: APIRequestContext, url: string, changes: readonly object[]) {
  return request.post(`${url}/api/issues/overrides`, { data: { changes }, headers: { origin: url } });
}

async function putBack(request: APIRequestContext, url: string, chosen: readonly Chosen[]): Promise<void> {
  const answer = await post(
    request,
    url,
    chosen.map(({ id, priority }) => ({ id, priority })),
  );
  expect(answer.status(), await answer.text()).toBe(200);
}
