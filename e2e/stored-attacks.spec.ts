import { ATTACKS, ELSEWHERE, MARK } from "./support/attacks.ts";
import { untilAtRest } from "./support/at-rest.ts";
import { demoGitLab, type GitLabIssue } from "./support/gitlab.ts";
import { allIssues } from "./support/own-api.ts";
import { expect, settled, signIn, test, type Page } from "./support/test.ts";

const LABEL = "attacks";
const LONGEST_TITLE = 255;

test("nothing that is written in GitLab runs, loads from elsewhere, or hangs a page of ours", async ({
  page,
  stack,
}) => {
  test.slow();
  expect(new Set(ATTACKS).size).toBeGreaterThanOrEqual(40);
  const gitlab = demoGitLab(stack);
  const [project] = await gitlab.projects();
  const issues: GitLabIssue[] = [];
  const strayed = watchStraying(page, [stack.url]);
  try {
    for (const attack of ATTACKS) {
      // Labels are told apart by commas.
      const labels = [LABEL, attack.replaceAll(",", " ").slice(0, LONGEST_TITLE)].join(",");
      const description = `${attack}\n\n- [ ] ${attack}\n\n| a | b |\n| - | - |\n| ${attack.replaceAll("|", " ")} | c |\n`;
      issues.push(
        await gitlab.create(project?.id ?? 0, { title: attack.slice(0, LONGEST_TITLE), description, labels }),
      );
    }
    await expect.poll(() => gitlab.pendingWebhooks()).toBe(0);
    await untilAtRest(stack);
    await signIn(page.request, stack.url, "manager");
    const mirrored = await allIssues(page.request, `label=${LABEL}`);
    expect(mirrored).toHaveLength(ATTACKS.length);

    const list = `label=${LABEL}&page_size=100&columns=status,labels,assignee,milestone`;
    for (const path of [`/backlog?${list}`, `/?label=${LABEL}`, ...mirrored.map(({ id }) => `/issues/${id}`)]) {
      await page.goto(path);
      await settled(page);
      await expectUnharmed(page, path);
    }
    for (const attack of ATTACKS.slice(0, 6)) {
      await page.goto(`/backlog?q=${encodeURIComponent(attack)}&label=${encodeURIComponent(attack)}`);
      await settled(page);
      await expectUnharmed(page, attack);
    }
    expect(strayed()).toEqual([]);
  } finally {
    for (const issue of issues) await gitlab.remove(issue);
    const asked = { data: {}, headers: { origin: stack.url } };
    await signIn(page.request, stack.url, "admin");
    expect((await page.request.post("/api/sync/reconcile", asked)).status()).toBe(202);
    await untilAtRest(stack);
  }
});

test("an attack that does run, and one that loads from elsewhere, are seen", async ({ page, stack, watch }) => {
  watch.expect(/./);
  const strayed = watchStraying(page, [stack.url]);
  await page.goto(`${stack.url}/sign-in`);
  await expectUnharmed(page, "before");
  await page.setContent(`<main>${ATTACKS[4]}${ATTACKS[5]}${ATTACKS[15]}</main>`);
  await expect(expectUnharmed(page, "after")).rejects.toThrow(/handlers/);
  await expect.poll(strayed).toContain(`${ELSEWHERE}/pixel.png`);
});

/** What the page asked elsewhere, opened, or wanted to say in a box of its own. */
function watchStraying(page: Page, own: string[]): () => string[] {
  const strayed: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!own.some((origin) => url.startsWith(`${origin}/`)) && !/^(data|blob):/.test(url)) strayed.push(url);
  });
  page.on("dialog", (dialog) => void (strayed.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("popup", (popup) => strayed.push(`popup: ${popup.url()}`));
  return () => strayed;
}

async function expectUnharmed(page: Page, path: string): Promise<void> {
  const state = await page.evaluate(
    (mark) => ({
      ran: Reflect.has(window, mark) || Reflect.has({}, mark),
      handlers: [...document.querySelectorAll("main *")].filter((it) =>
        it.getAttributeNames().some((name) => name.startsWith("on")),
      ).length,
      frames: document.querySelectorAll("main :is(iframe, object, embed, form[action^=http], base, meta)").length,
      links: [...document.querySelectorAll<HTMLAnchorElement>("main a[href]")]
        .map(({ protocol }) => protocol)
        .filter((protocol) => !["http:", "https:", "mailto:"].includes(protocol)),
    }),
    MARK,
  );
  expect(state, path).toEqual({ ran: false, handlers: 0, frames: 0, links: [] });
}
