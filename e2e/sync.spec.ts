import { z } from "zod";
import { leaveParkedJob } from "./support/parked-job.ts";
import { expect, press, test, type Page } from "./support/test.ts";

test("an admin polls, reconciles and bootstraps from the page, and sees what comes of it", async ({
  page,
  signInAs,
}) => {
  await signInAs("admin");
  await page.goto("/sync");
  await expect(page.getByRole("region", { name: "Is everything all right?" })).toBeVisible();
  const projects = page.getByRole("table", { name: "Projects" }).getByRole("row");
  const [first] = await projects.nth(1).getByRole("link").allInnerTexts();
  const path = first?.split("\n")[0] ?? "";

  const poll = await ask(page, path, "Poll");
  const polled = poll.joined ? `Joined the poll of ${path} that is under way.` : `Poll of ${path} started.`;
  await expect(page.getByText(polled)).toBeVisible();
  const reconcile = await ask(page, path, "Reconcile");
  expect(reconcile.joined).toBe(false);
  await expect(page.getByText(`Reconcile of ${path} started.`)).toBeVisible();
  await choose(page, "Sync all", /^Bootstrap/);
  await press(page.getByRole("button", { name: "Bootstrap", exact: true }));
  await expect(page.getByRole("progressbar").first()).toBeVisible();
  await expect(page.getByText("Nothing is running.")).toBeVisible({ timeout: 60_000 });
  await expect(projects.nth(1)).toContainText(/\d+ read, just now/);
  await expect(projects.nth(1)).toContainText("Up to date");

  await press(page.getByRole("link", { name: "Runs" }));
  await page.getByRole("combobox", { name: "Kind" }).selectOption("Reconcile");
  const run = page.getByRole("table", { name: "Runs" }).getByRole("row").nth(1);
  await expect(run).toContainText(path);
  await expect(run).toContainText("Done");
});

test("a parked job is seen, and tried again by its button", async ({ page, stack, signInAs }) => {
  await leaveParkedJob(stack, "it failed on purpose");
  await signInAs("admin");
  await page.goto("/sync");
  await expect(page.getByText("1 job is parked")).toBeVisible();
  await press(page.getByRole("link", { name: "Show" }));
  await expect(page.getByRole("table", { name: "Parked jobs" })).toContainText("it failed on purpose");
  await press(page.getByRole("button", { name: "Try again: Tidying up" }));
  await expect(page.getByText("No job is parked")).toBeVisible();
});

test("the webhook's set-up and what GitLab delivered are shown, and never the secret", async ({
  page,
  stack,
  signInAs,
}) => {
  await signInAs("admin");
  await page.goto("/sync?tab=webhook");
  await expect(page.getByText(`${stack.url}/api/webhooks/gitlab`)).toBeVisible();
  await expect(page.getByText("Confidential issues events")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Deliveries" })).toBeVisible();
});

for (const role of ["viewer", "manager"] as const) {
  test(`a ${role} gets neither the sync page nor its API`, async ({ page, stack, signInAs, watch }) => {
    watch.expect(/^404 GET \/sync/);
    await signInAs(role);
    const answer = await page.goto("/sync");
    expect(answer?.status()).toBe(404);
    await expect(page.getByText("There is nothing here")).toBeVisible();
    for (const read of ["status", "runs", "deliveries", "jobs"]) {
      expect((await page.request.get(`/api/sync/${read}`)).status(), read).toBe(403);
    }
    for (const start of ["bootstrap", "poll", "reconcile", "jobs/1/retry"]) {
      const refused = await page.request.post(`/api/sync/${start}`, { data: {}, headers: { origin: stack.url } });
      expect(refused.status(), start).toBe(403);
    }
  });
}

const oneProject = z.tuple([z.object({ project: z.string(), joined: z.boolean() })]);
const answerSchema = z.union([
  z.object({ runs: oneProject }).transform(({ runs }) => runs),
  z.object({ projects: oneProject }).transform(({ projects }) => projects),
]);

/** What the server answered: the worker polls each minute of its own accord, and a poll under way is joined. */
async function ask(page: Page, path: string, action: "Poll" | "Reconcile"): Promise<{ joined: boolean }> {
  const answered = page.waitForResponse(`**/api/sync/${action.toLowerCase()}`);
  await choose(page, `Sync ${path}`, new RegExp(`^${action}`));
  const [asked] = answerSchema.parse(await (await answered).json());
  expect(asked.project).toBe(path);
  return asked;
}

async function choose(page: Page, button: string, action: RegExp): Promise<void> {
  await press(page.getByRole("button", { name: button, exact: true }));
  await press(page.getByRole("dialog").getByRole("button", { name: action }));
}
