import type { Child } from "./child.ts";
import { keepSecrets, type Secrets } from "./data-folder.ts";
import { chooseGitLabPort, projectIds, someIssue, startDemoGitLab, type GitLabAccess } from "./gitlab.ts";
import { step } from "./progress.ts";
import type { LaunchSettings } from "./settings.ts";
import { begin, type Stage } from "./stage.ts";
import { startWeb, waitForWeb, type WebMode } from "./web.ts";

const WEBHOOK_PATH = "/api/webhooks/gitlab";

/** The GitLab that is mirrored; `projects` is what of the demo's where the settings do not say. */
export type GitLabSource = GitLabAccess & {
  isDemo: boolean;
  projects: number[];
  example: { project: number; iid: number } | null;
  children: Child[];
};

/** What web and worker are started with. */
export type Plan = { settings: LaunchSettings; secrets: Secrets; port: number; databaseUrl: string; mode: WebMode };

/** The GitLab of the settings, or else the demo GitLab, started and made to post webhooks to us. */
export async function prepareGitLab(stage: Stage, plan: Plan): Promise<GitLabSource> {
  const { settings } = plan;
  if (settings.gitlab) return { ...settings.gitlab, isDemo: false, projects: [], example: null, children: [] };
  return step("Starting the demo GitLab", async (report) => {
    const port = await chooseGitLabPort(plan.secrets, stage.folder);
    keepSecrets(stage.folder, { ...plan.secrets, gitlabPort: port });
    const token = plan.secrets.gitlabToken;
    const webhook = { url: `http://127.0.0.1:${plan.port}${WEBHOOK_PATH}`, secret: webhookSecret(plan) };
    const { child, url } = await startDemoGitLab(stage, { demo: settings.demo, token, port, webhook });
    const projects = await projectIds({ url, token });
    const [first] = projects;
    const example = first === undefined ? null : await someIssue({ url, token }, first);
    report(`${projects.length} projects`);
    return { url, token, isDemo: true, projects, example, children: [child] };
  });
}

/** Starts web, and when it answers the worker: from then on issues arrive and can be seen. */
export async function startServices(stage: Stage, plan: Plan, gitlab: GitLabSource): Promise<Child[]> {
  const env = serviceEnvironment(plan, gitlab);
  const web = await step("Starting the pages", async () => {
    const child = await startWeb(stage, { mode: plan.mode, port: plan.port, env });
    await waitForWeb(child, plan.port);
    return child;
  });
  const watch = plan.mode === "dev" ? ["--watch"] : [];
  const worker = await begin(stage, {
    name: "worker",
    command: [process.execPath, ...watch, "worker/main.ts"],
    env: { ...env, NODE_ENV: plan.mode === "dev" ? "development" : "production" },
  });
  return [web, worker];
}

function serviceEnvironment(plan: Plan, gitlab: GitLabSource): Record<string, string> {
  const { env } = plan.settings;
  const isChosen = env.GITLAB_PROJECTS.length + env.GITLAB_GROUPS.length > 0;
  const projects = isChosen ? env.GITLAB_PROJECTS : gitlab.projects;
  return {
    DATABASE_URL: plan.databaseUrl,
    PORT: String(plan.port),
    GITLAB_URL: gitlab.url,
    GITLAB_TOKEN: gitlab.token,
    GITLAB_PROJECTS: projects.join(","),
    GITLAB_WEBHOOK_SECRET: webhookSecret(plan),
    BETTER_AUTH_SECRET: env.BETTER_AUTH_SECRET ?? plan.secrets.authSecret,
    BETTER_AUTH_URL: env.BETTER_AUTH_URL ?? `http://localhost:${plan.port}`,
    BACKTRAK_DEMO: "1",
  };
}

function webhookSecret({ settings, secrets }: Plan): string {
  return settings.env.GITLAB_WEBHOOK_SECRET ?? secrets.webhookSecret;
}
