import { startGoogleSite, type GoogleSite } from "./support/google.ts";
import { stackFacts } from "./support/facts.ts";
import { expect, press, test } from "./support/test.ts";

const ADA = { sub: "1001", email: "ada.byron@acme.test", email_verified: true, hd: "acme.test", name: "Ada Byron" };

let site: GoogleSite;
test.beforeAll(async () => {
  site = await startGoogleSite(stackFacts());
});
test.afterAll(() => site.stop());
test.beforeEach(({ context }) => site.meet(context));

test("who has an account of the organisation signs in with Google, to the page they wanted, and out everywhere", async ({
  page,
  browser,
}) => {
  site.google.account = { claims: ADA };
  await page.goto(`${site.url}/backlog?status=blocked`);
  await expect(page.getByRole("button", { name: /^Viewer/ })).toHaveCount(0); // this is no demo
  await press(page.getByRole("button", { name: "Sign in with Google" }));
  await expect(page).toHaveURL(`${site.url}/backlog?status=blocked`);

  const elsewhere = await browser.newContext();
  await site.meet(elsewhere);
  const other = await elsewhere.newPage();
  await other.goto(`${site.url}/sign-in?next=%2Fhelp`);
  await press(other.getByRole("button", { name: "Sign in with Google" }));
  await expect(other).toHaveURL(`${site.url}/help`);

  await press(page.getByRole("button", { name: "Ada Byron, viewer" }));
  await press(page.getByRole("button", { name: "Sign out everywhere" }));
  await expect(page).toHaveURL(`${site.url}/sign-in`);
  await other.goto(`${site.url}/help`);
  await expect(other).toHaveURL(`${site.url}/sign-in?next=%2Fhelp`);
  await elsewhere.close();
});

for (const [who, changed, words] of [
  [
    "another organisation's account",
    { email: "ada@evil.test", hd: "evil.test" },
    "not in an organisation that may use",
  ],
  ["a private account with an address of ours", { hd: undefined }, "a private Google account"],
] as const) {
  test(`${who} is told why it stays out`, async ({ page }) => {
    site.google.account = { claims: { ...ADA, ...changed } };
    await page.goto(`${site.url}/sign-in`);
    await press(page.getByRole("button", { name: "Sign in with Google" }));
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
    await page.goto(`${site.url}/help`);
    await expect(page).toHaveURL(`${site.url}/sign-in?next=%2Fhelp`);
  });
}
