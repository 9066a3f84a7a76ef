import { listIssues } from "./support/own-api.ts";
import { expect, press, signIn, test, untilAlive, type Page } from "./support/test.ts";

const count = (page: Page) => page.getByRole("main").getByRole("status").first();

/** Deletes what a test has saved, whoever is signed in by then. */
async function forget(page: Page, url: string, list: "views" | "feeds", name: string): Promise<void> {
  await signIn(page.request, url, "manager");
  const answer: unknown = await (await page.request.get(`/api/${list}`)).json();
  const text = JSON.stringify(answer);
  for (const [, id] of text.matchAll(new RegExp(`"id":"([^"]+)"[^}]*"name":"${name}"`, "g"))) {
    await page.request.delete(`/api/${list}/${id}`, { headers: { origin: url } });
  }
}

test("a view that a manager saves and shares is opened by a viewer", async ({ page, signInAs, stack }) => {
  const name = "Blocked, by title";
  try {
    await signInAs("manager");
    await page.goto("/backlog?status=blocked&sort=title");
    await press(page.getByRole("button", { name: "Views", exact: true }));
    await page.getByLabel("Save what is shown as").fill(name);
    await page.getByLabel("Share with everybody").check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("button", { name: `View: ${name}` })).toBeVisible();
    await signInAs("viewer");
    await page.goto("/backlog");
    await press(page.getByRole("button", { name: "Views", exact: true }));
    await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
    await expect(page).toHaveURL(/status=blocked&sort=title&view=/);
    const { total } = await listIssues(page.request, "status=blocked");
    await expect(count(page)).toHaveText(`${total} issues`);
  } finally {
    await forget(page, stack.url, "views", name);
  }
});

test("the backlog alone opens the default view, and view=all is every issue", async ({ page, signInAs, stack }) => {
  const name = "My default";
  try {
    await signInAs("manager");
    const view = { name, query: "status=blocked", is_default: true };
    const answer = await page.request.post("/api/views", { data: view, headers: { origin: stack.url } });
    expect(answer.status(), await answer.text()).toBe(201);
    await page.goto("/backlog");
    await expect(page).toHaveURL(/\/backlog\?status=blocked&view=/);
    await press(page.getByRole("button", { name: `View: ${name}` }));
    await page.getByRole("link", { name: "All issues" }).click();
    await expect(page).toHaveURL(/\/backlog\?view=all$/);
    const { total } = await listIssues(page.request);
    await expect(count(page)).toHaveText(`${total} issues`);
  } finally {
    await forget(page, stack.url, "views", name);
  }
});

test("a feed is read without a session until it is revoked", async ({ page, signInAs, stack, playwright }) => {
  const name = "For the sheet";
  const stranger = await playwright.request.newContext();
  try {
    await signInAs("manager");
    await page.goto("/backlog?status=blocked");
    await press(page.getByRole("button", { name: "Views", exact: true }));
    await page.getByRole("button", { name: "Feeds for a sheet" }).click();
    await untilAlive(page.getByLabel(/^Make a feed/));
    await page.getByLabel(/^Make a feed/).fill(name);
    await page.getByRole("button", { name: "Make", exact: true }).click();
    const address = await page.getByText(/^http.*\/api\/feeds\/.*\.csv$/).innerText();
    await expect(page.getByText(`=IMPORTDATA("${address}")`)).toBeVisible();
    const read = await stranger.get(address);
    expect([read.status(), (await read.text()).includes("reference,title,status")]).toEqual([200, true]);
    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await page.getByRole("button", { name: `Revoke ${name} for good` }).click();
    await expect(page.getByRole("button", { name: `Revoke ${name}` })).toHaveCount(0);
    expect((await stranger.get(address)).status()).toBe(404);
  } finally {
    await stranger.dispose();
    await forget(page, stack.url, "feeds", name);
  }
});
