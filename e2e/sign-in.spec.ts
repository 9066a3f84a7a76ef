import { expect, press, test } from "./support/test.ts";

test("a link from a mail leads through the sign-in to the very page it named", async ({ page }) => {
  await page.goto("/backlog?status=blocked");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await press(page.getByRole("button", { name: /^Manager/ }));
  await expect(page).toHaveURL(/\/backlog\?status=blocked$/);
  await expect(page.getByRole("button", { name: /Status : Blocked/ })).toBeVisible();
});

test("the start page is the dashboard", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/");
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
});

for (const [role, pages] of [
  ["Viewer", ["Dashboard", "Backlog", "Help"]],
  ["Manager", ["Dashboard", "Backlog", "Help"]],
  ["Admin", ["Dashboard", "Backlog", "Sync", "Settings", "Help"]],
] as const) {
  test(`the role ${role.toLowerCase()} is offered ${pages.join(" and ")}, and can sign out`, async ({ page }) => {
    await page.goto("/sign-in");
    await press(page.getByRole("button", { name: new RegExp(`^${role}`) }));
    await expect(page.getByRole("complementary").getByRole("link")).toHaveText([...pages]);
    await press(page.getByRole("button", { name: new RegExp(`, ${role}$`, "i") }));
    await press(page.getByRole("button", { name: "Sign out", exact: true }));
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto("/backlog");
    await expect(page).toHaveURL(/\/sign-in/);
  });
}
