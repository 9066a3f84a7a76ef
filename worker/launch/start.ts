import { createLog } from "@/lib/log.ts";
import type { ProcessFacts } from "@/lib/process.ts";
import { buildIsCurrent, buildWeb } from "./build.ts";
import { whileAlive, type Child } from "./child.ts";
import type { Cleanup } from "./cleanup.ts";
import { openDataFolder, readSecrets } from "./data-folder.ts";
import { prepareDatabase, startOver } from "./database.ts";
import { followBootstrap, type BootstrapProgress } from "./first-issues.ts";
import { takeOver } from "./leftovers.ts";
import { choosePort } from "./port.ts";
import { say, step } from "./progress.ts";
import { prepareGitLab, startServices, type Plan } from "./services.ts";
import { dataFolderName, readLaunchSettings } from "./settings.ts";
import type { Stage } from "./stage.ts";
import type { WebMode } from "./web.ts";
import { readyWords } from "./words.ts";

const FIRST_ISSUES_TIMEOUT_MS = 180_000;
const ALL_ISSUES_TIMEOUT_MS = 24 * 3_600_000;

export type LaunchOptions = { mode: WebMode; fresh: boolean; starters: ProcessFacts[] };

/** Starts everything, says that it is ready, and goes on until one of the processes ends, which it throws. */
export async function startEverything(options: LaunchOptions, cleanup: Cleanup): Promise<never> {
  const settings = readLaunchSettings(process.env);
  const folder = openDataFolder(dataFolderName(settings));
  const stage = { folder, cleanup, register: await takeOver(folder, options.starters) };
  if (options.fresh) await startOver(folder, settings.databaseUrl);
  const port = await choosePort(settings.env.PORT);
  const databaseUrl = await prepareDatabase(stage, {
    databaseUrl: settings.databaseUrl,
    log: createLog("launcher", "warn"),
  });
  if (options.mode === "start" && !buildIsCurrent()) await step("Building the pages", () => buildWeb(stage));
  return runServices(stage, { settings, secrets: readSecrets(folder), port, databaseUrl, mode: options.mode });
}

async function runServices(stage: Stage, plan: Plan): Promise<never> {
  const gitlab = await prepareGitLab(stage, plan);
  const children = [...gitlab.children, ...(await startServices(stage, plan, gitlab))];
  const firstEnd = Promise.race(children.map(untilEnd));
  await Promise.race([firstEnd, showFirstIssues(plan.databaseUrl)]);
  say(
    readyWords({
      url: `http://localhost:${plan.port}`,
      dataFolder: stage.folder.path,
      databaseUrl: plan.databaseUrl,
      gitlab,
    }),
  );
  await Promise.race([firstEnd, showBootstrap(plan.databaseUrl)]);
  return firstEnd;
}

/** Settles only by the child's end, which nothing of ours asked for. */
function untilEnd(child: Child): Promise<never> {
  return whileAlive(child, new Promise<never>(() => {}));
}

async function showFirstIssues(databaseUrl: string): Promise<void> {
  const isDone = (progress: BootstrapProgress): boolean =>
    progress.any_issue || (progress.runs > 0 && progress.running === 0);
  const timeoutMs = FIRST_ISSUES_TIMEOUT_MS;
  const state = await step("Reading the first issues", (report) =>
    followBootstrap(databaseUrl, { isDone, report, timeoutMs }),
  );
  if (state.any_issue) return;
  say(`No issues have arrived yet: ${state.fault ?? "see the sync page and the worker's log"}`);
}

async function showBootstrap(databaseUrl: string): Promise<void> {
  const isDone = (progress: BootstrapProgress): boolean => progress.runs > 0 && progress.running === 0;
  const timeoutMs = ALL_ISSUES_TIMEOUT_MS;
  await step("Mirroring all issues", (report) => followBootstrap(databaseUrl, { isDone, report, timeoutMs }));
}
