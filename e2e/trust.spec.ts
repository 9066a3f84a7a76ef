import { untilAtRest } from "./support/at-rest.ts";
import { demoGitLab } from "./support/gitlab.ts";
import { listIssues, pollAnew, readAudit } from "./support/own-api.ts";
import { override } from "./support/questions.ts";
import { expect, press, test } from "./support/test.ts";

const AUDITED_WITHIN_MS = 60_000;

test("30: are all issues here, how many does GitLab say", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/backlog");
  await expect
    .poll(async () => (await readAudit(page.request)).state, {
      timeout: AUDITED_WITHIN_MS,
    })
    .toMatch(/^(whole|repaired)$/);
  await page.reload();
  await press(page.getByRole("button", { name: /^Data:/ }));
  await expect(page.getByRole("dialog")).toContainText("All issues are here, as GitLab counts them");

  await signInAs("admin");
  await page.goto("/sync");
  const audit = await readAudit(page.request);
  expect(audit.issues).toBe(audit.gitlab_issues);
  await press(page.getByRole("button", { name: /^Data:/ }));
  const words = `All ${audit.issues?.toLocaleString("en-GB")} issues are here, as GitLab counts them`;
  await expect(page.getByRole("dialog")).toContainText(words);
});

test("31: why is this in progress, and since when", async ({ page, signInAs }) => {
  await signInAs("viewer");
  const query = "status=in_progress&page_size=1&sort=wip_since";
  await expect.poll(async () => (await listIssues(page.request, query)).data[0]?.wip_since).toBeTruthy();
  const [issue] = (await listIssues(page.request, query)).data;
  await page.goto(`/issues/${issue?.id}`);
  await expect(page.getByRole("main")).toContainText(/because of the label \S/);
  await expect(page.getByRole("main").getByRole("list").first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText("from GitLab’s history");
});

test("32: who set this override, and when", async ({ page, stack, signInAs }) => {
  await signInAs("manager");
  const [issue] = (await listIssues(page.request, "status=not_started&page_size=1&sort=-created_at")).data;
  if (issue === undefined) throw new Error("the demo has no issue that is not started");
  const set = async (priority: number | null) => override(page, stack, issue, { priority });
  await set(4);
  await set(3);
  try {
    await signInAs("viewer");
    await page.goto(`/issues/${issue.id}`);
    const entry = page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: /set priority: 4, low became → 3, medium/ });
    await expect(entry).toContainText(/^\S.* set priority/);
    await expect(entry.locator("time")).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT/);
  } finally {
    await signInAs("manager");
    await set(null);
  }
});

test("33: did anything fail to sync", async ({ page, stack, signInAs }) => {
  const gitlab = demoGitLab(stack);
  const [project] = await gitlab.projects();
  if (project === undefined) throw new Error("the demo GitLab has no project");
  await signInAs("admin");
  const poll = async () => {
    await pollAnew(page.request, stack.url, project.path_with_namespace);
    await untilAtRest(stack);
  };
  await gitlab.setAccess(project.id, "forbidden");
  try {
    await poll();
    await page.goto("/sync");
    const verdict = page.getByRole("region", { name: "Is everything all right?" });
    await expect(verdict).toContainText(`GitLab does not let Backtrak read ${project.path_with_namespace}`);
    await page.reload();
    await press(page.getByRole("button", { name: /^Data:/ }));
    await expect(page.getByRole("dialog")).toContainText(
      `${project.path_with_namespace}: GitLab does not let us read it`,
    );
  } finally {
    await gitlab.setAccess(project.id, "open");
    await poll();
  }
  await page.reload();
  await expect(page.getByRole("region", { name: "Is everything all right?" })).not.toContainText(
    "does not let Backtrak read",
  );
});
