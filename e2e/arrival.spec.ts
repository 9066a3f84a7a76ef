import { demoGitLab, type DemoGitLab, type GitLabIssue } from "./support/gitlab.ts";
import { idOf } from "./support/own-api.ts";
import { expect, test, type Page } from "./support/test.ts";

const POLL_LIMIT_MS = 100_000; // one interval of a minute, and the time to read what changed

test.beforeEach(async ({ signInAs }) => signInAs("manager"));

test("an edit in GitLab is on the open page after its webhook", async ({ page, stack }, testInfo) => {
  const gitlab = demoGitLab(stack);
  const issue = await openIssue(gitlab, 0);
  await page.goto(`/issues/${await idOf(page.request, issue.title)}`);
  const title = `${issue.title} (edited, by webhook)`;
  const seconds = await secondsUntilShown(page, title, () => gitlab.edit(issue, { title }));
  testInfo.annotations.push({ type: "seconds", description: `after the webhook: ${seconds}` });
  console.log(`An edit was on the page ${seconds} s after it, by webhook`);
  expect(Number(seconds)).toBeLessThan(15);
});

test("an edit whose webhook is lost is on the page after the next poll", async ({ page, stack }, testInfo) => {
  test.setTimeout(POLL_LIMIT_MS + 60_000);
  const gitlab = demoGitLab(stack);
  const issue = await openIssue(gitlab, 1);
  await page.goto(`/issues/${await idOf(page.request, issue.title)}`);
  const title = `${issue.title} (edited, webhook lost)`;
  await gitlab.withoutWebhooks(async () => {
    const seconds = await secondsUntilShown(page, title, () => gitlab.edit(issue, { title }));
    testInfo.annotations.push({ type: "seconds", description: `after the poll: ${seconds}` });
    console.log(`An edit was on the page ${seconds} s after it, by poll`);
  });
});

async function openIssue(gitlab: DemoGitLab, place: number): Promise<GitLabIssue> {
  for (const { id } of await gitlab.projects()) {
    const issues = await gitlab.issues(id, "state=opened&confidential=false");
    const plain = issues.filter(({ title, confidential }) => !confidential && /^[\w ]+$/.test(title));
    const chosen = plain[place];
    if (chosen) return chosen;
  }
  throw new Error("The demo GitLab has no open issue with a plain title");
}

/** Edits and waits for the title on the page as it stands; it asks again by itself, and is asked by hand meanwhile. */
async function secondsUntilShown(page: Page, title: string, edit: () => Promise<void>): Promise<string> {
  const startedAt = performance.now();
  await edit();
  const heading = page.getByRole("heading", { level: 1, name: title });
  await expect(async () => {
    if (!(await heading.isVisible())) await page.reload();
    await expect(heading).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: POLL_LIMIT_MS, intervals: [250] });
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}
