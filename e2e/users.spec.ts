import { expect, press, test } from "./support/test.ts";
import { makeUser, removeUser } from "./support/users.ts";

test("an admin gives a role, takes access away, and finds both in the audit log", async ({ page, stack, signInAs }) => {
  const user = await makeUser(stack, "Grace Walker");
  try {
    await signInAs("admin");
    await page.goto("/settings");
    await expect(page).toHaveURL("/settings/users");
    await expect(page.getByRole("table", { name: "Users" })).toContainText("You");
    const words = page.getByRole("searchbox", { name: "Name or e-mail" });
    await press(words);
    await words.fill("grace");
    const row = page.getByRole("row").filter({ hasText: user.email });
    await expect(page.getByRole("table", { name: "Users" }).getByRole("row")).toHaveCount(2);

    await press(row.getByRole("button", { name: "Change Grace Walker" }));
    const sheet = page.getByRole("dialog", { name: user.name });
    await sheet.getByLabel("Role").selectOption("Manager");
    await sheet.getByRole("button", { name: "Change role" }).click();
    await sheet.getByRole("button", { name: "Make a manager" }).click();
    await expect(page.getByText("Grace Walker is a manager now.")).toBeVisible();
    await expect(row).toContainText("Manager");

    await row.getByRole("button", { name: "Change Grace Walker" }).click();
    await sheet.getByRole("button", { name: "Deactivate" }).click();
    await expect(sheet.getByRole("heading", { name: "Deactivate Grace Walker?" })).toBeVisible();
    await sheet.getByRole("button", { name: "Deactivate" }).click();
    await expect(row).toContainText("Deactivated");

    await press(page.getByRole("link", { name: "Audit log" }));
    const log = page.getByRole("table", { name: "Audit log" });
    const entries = log.getByRole("row").filter({ hasText: user.email });
    await expect(entries.first()).toContainText("Deactivated");
    await expect(entries.nth(1)).toContainText("Viewer → Manager");
  } finally {
    await removeUser(stack, user.email);
  }
});

for (const role of ["viewer", "manager"] as const) {
  test(`a ${role} gets neither users nor the audit log, nor their API`, async ({ page, signInAs, watch }) => {
    watch.expect(/^404 GET \/settings/);
    await signInAs(role);
    for (const path of ["users", "audit-log"]) {
      expect((await page.goto(`/settings/${path}`))?.status(), path).toBe(404);
      await expect(page.getByText("There is nothing here")).toBeVisible();
      expect((await page.request.get(`/api/admin/${path}`)).status(), path).toBe(403);
    }
  });
}
