import { expect, press, test } from "./support/test.ts";

test("an admin starts a bootstrap and sees it run and end", async ({ page, signInAs }) => {
  await signInAs("admin");
  await page.goto("/sync");
  await expect(page.getByText("alive")).toBeVisible();
  await press(page.getByRole("button", { name: "Bootstrap all" }));
  const project = page.getByRole("table", { name: "Projects" }).getByRole("row").nth(1);
  await expect(page.getByRole("progressbar").first()).toBeVisible();
  await expect(page.getByText("Nothing is running.")).toBeVisible({ timeout: 60_000 });
  await expect(project).toContainText(/\d+ read, just now/);
  await expect(project).toContainText("Up to date");
});

for (const role of ["viewer", "manager"] as const) {
  test(`a ${role} gets neither the sync page nor its API`, async ({ page, stack, signInAs, watch }) => {
    watch.expect(/^404 GET \/sync/);
    await signInAs(role);
    const answer = await page.goto("/sync");
    expect(answer?.status()).toBe(404);
    await expect(page.getByText("There is nothing here")).toBeVisible();
    expect((await page.request.get("/api/sync/status")).status()).toBe(403);
    const start = await page.request.post("/api/sync/bootstrap", { data: {}, headers: { origin: stack.url } });
    expect(start.status()).toBe(403);
  });
}
