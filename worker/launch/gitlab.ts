import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { freePort } from "@/lib/free-port.ts";
import { whileAlive, type Child } from "./child.ts";
import type { DataFolder, Secrets } from "./data-folder.ts";
import type { LaunchSettings } from "./settings.ts";
import { begin, type Stage } from "./stage.ts";

const START_TIMEOUT_MS = 120_000;
const CALL_TIMEOUT_MS = 30_000;
const PAGE_SIZE = 100;

const readyLineSchema = z.object({ url: z.url() });
const projectsSchema = z.array(z.object({ id: z.int() }));
const issuesSchema = z.array(z.object({ iid: z.int() }));

/** How a GitLab is reached. */
export type GitLabAccess = { url: string; token: string };

/**
 * The demo GitLab's port: that of last time, because the database remembers the address of the GitLab it mirrors.
 * @throws AppError `unavailable` when another program has it now.
 */
export async function chooseGitLabPort(secrets: Secrets, folder: DataFolder): Promise<number> {
  const port = await freePort(secrets.gitlabPort ?? 0);
  if (port !== null) return port;
  const where = `${secrets.gitlabPort}, kept in ${folder.secretsFile}`;
  throw new AppError(
    "unavailable",
    `the demo GitLab's port (${where}) is taken: end that program, or start over with --fresh`,
  );
}

/** What the demo GitLab shows, how it is reached, and where it posts its webhooks. */
export type DemoGitLabPlan = {
  demo: LaunchSettings["demo"];
  token: string;
  port: number;
  webhook: { url: string; secret: string };
};

/** Starts the demo GitLab; its backlog is made from the settings, its edits are journaled in the data folder. */
export async function startDemoGitLab(stage: Stage, plan: DemoGitLabPlan): Promise<{ child: Child; url: string }> {
  const { promise: said, resolve } = Promise.withResolvers<string>();
  const child = await begin(stage, {
    name: "gitlab",
    command: [process.execPath, "worker/demo-gitlab.ts"],
    env: {
      DEMO_GITLAB_PORT: String(plan.port),
      DEMO_ISSUES: String(plan.demo.issues),
      DEMO_SEED: String(plan.demo.seed),
      DEMO_RECORDED: plan.demo.recorded ?? "",
      DEMO_ACTIVITY: String(plan.demo.activity),
      DEMO_DATA_DIR: stage.folder.gitlab,
      DEMO_WEBHOOK_URL: plan.webhook.url,
      GITLAB_WEBHOOK_SECRET: plan.webhook.secret,
      GITLAB_TOKEN: plan.token,
    },
    onLine: (line) => resolveUrl(line, resolve),
  });
  return { child, url: await whileAlive(child, Promise.race([said, timeout()])) };
}

/** The ids of every project of a GitLab, so that all of the demo's are mirrored. */
export async function projectIds(gitlab: GitLabAccess): Promise<number[]> {
  const ids: number[] = [];
  for (let page = 1; ; page++) {
    const found = projectsSchema.parse(await read(gitlab, `projects?per_page=${PAGE_SIZE}&page=${page}`));
    ids.push(...found.map((project) => project.id));
    if (found.length < PAGE_SIZE) return ids;
  }
}

/** Some issue of a project, to show how one is edited; null when it has none. */
export async function someIssue(
  gitlab: GitLabAccess,
  project: number,
): Promise<{ project: number; iid: number } | null> {
  const [issue] = issuesSchema.parse(await read(gitlab, `projects/${project}/issues?per_page=1`));
  return issue ? { project, iid: issue.iid } : null;
}

function resolveUrl(line: string, resolve: (url: string) => void): void {
  try {
    resolve(readyLineSchema.parse(JSON.parse(line)).url);
  } catch {
    // any other line: it is in the log
  }
}

function timeout(): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => reject(new AppError("internal", "the demo GitLab did not start within two minutes"));
    setTimeout(fail, START_TIMEOUT_MS).unref();
  });
}

async function read({ url, token }: GitLabAccess, path: string): Promise<unknown> {
  const options = { headers: { "private-token": token }, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) };
  const response = await fetch(`${url}/api/v4/${path}`, options);
  if (response.ok) return response.json();
  throw new AppError("internal", `the demo GitLab answered ${response.status} to /api/v4/${path}`);
}
