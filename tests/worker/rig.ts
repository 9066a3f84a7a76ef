import { randomUUID } from "node:crypto";
import { z } from "zod";
import { parseEnv, type Env } from "@/lib/env.ts";
import { createGitLab } from "@/lib/gitlab/client.ts";
import type { Fetch } from "@/lib/gitlab/request.ts";
import { startDemoGitLab } from "@/lib/gitlab/demo/server.ts";
import { createDrain, startQueue } from "@/lib/jobs/queue.ts";
import { enqueueDiscovery } from "@/lib/sync/deliveries.ts";
import { enrolWorker, placeOf } from "@/lib/sync/workers.ts";
import { createLog } from "@/lib/log.ts";
import { handlers } from "@/worker/handlers.ts";
import { createPace } from "@/worker/pace.ts";
import { createTestDatabase } from "../support/database.ts";
import { makeDue } from "../lib/jobs/queue-view.ts";

const TOKEN = "glpat-demo-token-for-tests";
const log = createLog("test", "silent");

const projectSchema = z.object({ id: z.number(), path_with_namespace: z.string(), archived: z.boolean() });
const issueSchema = z.object({
  id: z.number(),
  iid: z.number(),
  title: z.string(),
  state: z.string(),
  updated_at: z.string(),
  labels: z.array(z.string()),
  assignees: z.array(z.object({ username: z.string() })),
});
export type DemoProject = z.infer<typeof projectSchema>;
export type DemoIssue = z.infer<typeof issueSchema>;

/** A demo GitLab, asked by plain requests that know nothing of our client. */
export type GitLabRig = Awaited<ReturnType<typeof startGitLab>>;

type GitLabSettings = { issues?: number; seed?: number; recorded?: string };

export async function startGitLab({ issues = 250, seed = 1, recorded }: GitLabSettings = {}) {
  const server = await startDemoGitLab({ port: 0, token: TOKEN, seed, issues, recorded, log, activity: false });
  const call = async (path: string, init: { method?: string; body?: object } = {}): Promise<Response> => {
    const headers = { "private-token": TOKEN, "content-type": "application/json" };
    const body = init.body === undefined ? undefined : JSON.stringify(init.body);
    const response = await fetch(`${server.url}/api/v4/${path}`, { method: init.method ?? "GET", headers, body });
    if (!response.ok) throw new Error(`${init.method ?? "GET"} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const all = async <S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>[]> => {
    const rows: z.output<S>[] = [];
    for (let page = 1; ; page += 1) {
      const found = z.array(schema).parse(await (await call(`${path}&per_page=100&page=${page}`)).json());
      rows.push(...found);
      if (found.length < 100) return rows;
    }
  };
  return {
    url: server.url,
    token: TOKEN,
    projects: () => all("projects?order_by=id&sort=asc", projectSchema),
    issues: (projectId: number, filter = "") =>
      all(`projects/${projectId}/issues?order_by=created_at${filter}`, issueSchema),
    edit: (issue: { project: number; iid: number }, fields: object) =>
      call(`projects/${issue.project}/issues/${issue.iid}`, { method: "PUT", body: fields }),
    /** The demo GitLab itself, for what no request can bring about. */
    demo: server.demo,
    close: () => server.close(),
  };
}

export type Rig = Awaited<ReturnType<typeof createRig>>;

/** A database and everything a job needs, run one job after the other in this process. */
export async function createRig(gitlab: { url: string; token: string }, settings: Record<string, string> = {}) {
  const database = await createTestDatabase();
  let onRequest = async (_path: string): Promise<void> => {};
  const env: Env = parseEnv({
    DATABASE_URL: database.url,
    GITLAB_URL: gitlab.url,
    GITLAB_TOKEN: gitlab.token,
    BOOTSTRAP_CLOSED_DAYS: "all",
    ...settings,
  });
  const watchedFetch: Fetch = async (url, init) => {
    await onRequest(`${url.pathname}${url.search}`);
    return fetch(url, init);
  };
  const client = createGitLab({ baseUrl: gitlab.url, token: gitlab.token, concurrency: 4, log, fetch: watchedFetch });
  const workerId = randomUUID();
  await enrolWorker(database.db, { id: workerId, host: "rig", pid: process.pid });
  const place = placeOf(database.db, workerId);
  const context = { db: database.db, gitlab: client, env, workerId, pace: createPace() };
  const revoked = Promise.withResolvers<never>();
  revoked.promise.catch(() => {});
  const queue = { url: database.url, log, workerId, place, onRevoked: revoked.reject, handlers, context };
  /** A revoked worker's job never returns to the queue: here the process does not end, so the drain is rejected instead. */
  const due = createDrain(queue);
  const drain = () => Promise.race([due.run(), revoked.promise]);
  return {
    ...database,
    close: async () => {
      void due.close();
      await database.close();
    },
    env,
    workerId,
    /** What a handler is given, for tests that call one themselves. */
    context: { ...context, write: place.write, log },
    drain,
    /** Goes on with jobs until it is stopped, as a worker does. */
    startQueue: () => startQueue({ ...queue, concurrency: 1 }),
    /** Called with the path and query of every request to GitLab, before it is sent. */
    watchRequests: (watch: (path: string) => Promise<void>) => {
      onRequest = watch;
    },
    /** Also what was put off: retries and merged hints. */
    drainAll: async () => {
      await makeDue(database.db);
      await drain();
    },
    discover: async () => {
      await enqueueDiscovery(database.db);
      await drain();
    },
  };
}

const mirroredRow = z.object({
  id: z.bigint().transform(Number),
  iid: z.number(),
  title: z.string(),
  state: z.string(),
  updated_at: z.date().transform((date) => date.toISOString()),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
});

/** The mirrored issues of a project by GitLab's id. */
export async function readMirror({ db }: Pick<Rig, "db">, gitlabProjectId: number) {
  const rows = await db.$queryRaw`
    select gitlab_issue_id as id, iid, title, state::text, updated_at_gitlab as updated_at,
      array(select l.title from issue_labels x join labels l on l.id = x.label_id where x.issue_id = i.id) as labels,
      array(select u.username from issue_assignees a join gitlab_users u on u.id = a.user_id where a.issue_id = i.id)
        as assignees
    from issues i join projects p on p.id = i.project_id
    where p.gitlab_project_id = ${gitlabProjectId}::bigint order by gitlab_issue_id`;
  return z
    .array(mirroredRow)
    .parse(rows)
    .map((row) => ({ ...row, labels: row.labels.toSorted(), assignees: row.assignees.toSorted() }));
}

/** GitLab's own answer in the same form. */
export function asMirrored(issues: readonly DemoIssue[]) {
  return issues
    .map(({ assignees, labels, ...issue }) => ({
      ...issue,
      labels: labels.toSorted(),
      assignees: assignees.map((user) => user.username).toSorted(),
    }))
    .toSorted((a, b) => a.id - b.id);
}

/** Changes with every write to the mirror, also with one that leaves the values as they are: the versions of all its rows. */
export async function mirrorVersions({ db }: Pick<Rig, "db">): Promise<string> {
  const rows = await db.$queryRaw`
    select md5(string_agg(place || ' ' || version, ',' order by place, version)) as versions
    from (
      select 'issue' || id as place, xmin::text as version from issues
      union all select 'label' || id, xmin::text from labels
      union all select 'user' || id, xmin::text from gitlab_users
      union all select 'label of ' || issue_id, xmin::text from issue_labels
      union all select 'assignee of ' || issue_id, xmin::text from issue_assignees
      union all select 'event of ' || issue_id, xmin::text from issue_status_events
    ) as mirror`;
  return z.tuple([z.object({ versions: z.string() })]).parse(rows)[0].versions;
}
