import { createServer, type Server } from "node:http";
import { join } from "node:path";
import type { Log } from "@/lib/log.ts";
import { createActivity } from "./activity.ts";
import type { Demo } from "./demo.ts";
import { createEditor } from "./edits/editor.ts";
import { createFaults } from "./faults.ts";
import { generateWorld, GENERATOR_VERSION } from "./generator/generate.ts";
import { createHandler } from "./http.ts";
import { openJournal } from "./journal.ts";
import { createListing } from "./listing.ts";
import type { World } from "./model.ts";
import type { Site } from "./present/site.ts";
import { readRecordedWorld } from "./recorded/world.ts";
import { controlRoutes } from "./routes/control.ts";
import { hookRoutes } from "./routes/hooks.ts";
import { issueEditRoutes } from "./routes/issue-edits.ts";
import { issueRoutes } from "./routes/issues.ts";
import { labelRoutes } from "./routes/labels.ts";
import { projectRoutes } from "./routes/projects.ts";
import { Store } from "./store.ts";
import { createWebhooks } from "./webhooks.ts";

export type DemoGitLabOptions = {
  /** 0 takes any free one. */
  port: number;
  token: string;
  seed: number;
  issues: number;
  /** A folder of recorded payloads, served instead of a generated backlog. */
  recorded?: string;
  /** Where the journal is kept; without it every start begins anew. */
  dataDir?: string;
  /** Posted to on every change, of any project. */
  webhook?: { url: string; secret: string };
  /** Whether people keep editing from the start, and how often on average. */
  activity?: boolean;
  activityIntervalMs?: number;
  /** False: like a GitLab before 18.3, without keyset paging of issues. */
  keyset?: boolean;
  now?: () => Date;
  log: Log;
};

/** `demo`: what a program that runs in the same process may hold on to instead of asking over the wire. */
export type DemoGitLab = { url: string; port: number; demo: Demo; close(): Promise<void> };

const HOST = "127.0.0.1";
const KEEP_ALIVE_MS = 75_000;
const ACTIVITY_INTERVAL_MS = 4_000;

const ROUTES = [...projectRoutes, ...issueRoutes, ...issueEditRoutes, ...labelRoutes, ...hookRoutes, ...controlRoutes];

/**
 * Starts a small GitLab on this machine: the REST endpoints we use over a generated (or recorded) backlog, edits through
 * GitLab's own API, real webhooks, and levers under `/demo/`. It listens on the loopback address only.
 * @throws AppError `bad_environment` for an unusable folder of recordings; what `listen` throws for a taken port.
 */
export async function startDemoGitLab(options: DemoGitLabOptions): Promise<DemoGitLab> {
  const { token, log, now = () => new Date() } = options;
  const journal = openJournal(journalFile(options), now());
  const store = new Store(createWorld(options, journal.baseTime));
  addStartHook(store, options, journal.baseTime);
  const server = createServer();
  const port = await listen(server, options.port);
  const site: Site = { store, url: `http://${HOST}:${port}` };
  const webhooks = createWebhooks({ site, seed: options.seed, now, log });
  const edit = createEditor({ store, journal, webhooks, now });
  const { seed, activityIntervalMs: intervalMs = ACTIVITY_INTERVAL_MS, keyset = true } = options;
  const activity = createActivity({ store, edit, seed, edits: () => journal.entries.length, now, intervalMs, log });
  const faults = createFaults(seed);
  const list = createListing(store);
  const demo: Demo = { site, store, list, edit, journal, faults, webhooks, activity, keyset, now };
  server.on("request", createHandler({ demo, routes: ROUTES, token, now, log }));
  if (options.activity) activity.start();
  log.info({ url: site.url, issues: store.world.issues.length }, "demo GitLab listening");
  return { url: site.url, port, demo, close: () => close(server, demo) };
}

/** Named by what the world is generated from: another seed, count or generator begins another journal. */
function journalFile({ dataDir, recorded, seed, issues }: DemoGitLabOptions): string | null {
  if (dataDir === undefined) return null;
  const name = recorded === undefined ? `v${GENERATOR_VERSION}-seed-${seed}-issues-${issues}` : "recorded";
  return join(dataDir, `journal-${name}.jsonl`);
}

function createWorld({ recorded, seed, issues }: DemoGitLabOptions, base: Date): World {
  return recorded === undefined ? generateWorld({ seed, issues, base }) : readRecordedWorld(recorded);
}

function addStartHook(store: Store, { webhook }: DemoGitLabOptions, at: Date): void {
  if (!webhook) return;
  const wants = { issues: true, confidentialIssues: true };
  store.hooks.set(0, { id: 0, projectId: null, ...webhook, ...wants, createdAt: at.getTime() });
}

async function listen(server: Server, port: number): Promise<number> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the demo GitLab has no port");
  return address.port;
}

async function close(server: Server, demo: Demo): Promise<void> {
  demo.activity.stop();
  demo.webhooks.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
