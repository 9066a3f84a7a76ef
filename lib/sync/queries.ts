import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Env } from "@/lib/env.ts";
import { sql } from "@/lib/db/sql.ts";
import { isStale, mirrorAgeSeconds, staleAfterSeconds } from "@/lib/definitions/definitions.ts";
import { byOne, type Ids } from "@/lib/issues/where.ts";
import { readQueueFigures } from "@/lib/jobs/queries.ts";
import type { Clock } from "@/lib/time.ts";
import { readGitlabState } from "./gitlab-state.ts";
import { readAuditSummary } from "./queries/audits.ts";
import { readLastDelivery } from "./queries/deliveries.ts";
import { readProjectHealth } from "./queries/project-health.ts";
import { readRecentRuns } from "./queries/runs.ts";
import { readWorkers } from "./queries/workers.ts";
import { EXCLUSION_REASONS, type Freshness, type FreshnessAnswer, type SyncStatus } from "./schema.ts";

type Reading = Pick<Tx, "$queryRaw">;
type Asked = { clock: Clock; pollIntervalMinutes: number };
/** Only these projects count; all of them where nothing is said. */
type Narrowed = { projects?: Ids };

/** A project counts when it is polled and readable; the others are named with the first reason that holds. */
const freshnessRows = z.array(
  z.object({
    path: z.string(),
    last_success_at: z.date().nullable(),
    reason: z.enum(EXCLUSION_REASONS).nullable(),
  }),
);

/** How old the mirror is (definition: Fresh). Ages are in seconds; `no_data` while no project counts yet. */
export async function readFreshness(
  db: Reading,
  { clock, pollIntervalMinutes, projects }: Asked & Narrowed,
): Promise<Freshness> {
  const rows = freshnessRows.parse(
    await db.$queryRaw(sql`
      select path_with_namespace as path, last_success_at,
        case
          when gone_at is not null then 'gone'
          when not active then 'paused'
          when access_error is not null then 'forbidden'
          when last_success_at is null then 'never_synced'
        end as reason
      from projects left join sync_cursors on project_id = projects.id
      where ${projects ? byOne(sql`projects.id`, projects) : sql`true`}
      order by path_with_namespace`),
  );
  const excluded = rows.flatMap(({ path, reason }) => (reason === null ? [] : [{ project: path, reason }]));
  const counted = rows.flatMap((row) => (row.reason === null && row.last_success_at ? [row.last_success_at] : []));
  return { ...ageOf(counted, clock.now, pollIntervalMinutes), excluded };
}

function ageOf(times: Date[], now: Date, pollIntervalMinutes: number): Omit<Freshness, "excluded"> {
  const stale_after_seconds = staleAfterSeconds(pollIntervalMinutes);
  const age_seconds = mirrorAgeSeconds(times, now);
  if (age_seconds === null) return { state: "no_data", as_of: null, age_seconds, stale_after_seconds };
  const oldest = Math.min(...times.map((time) => time.getTime()));
  const state = isStale(age_seconds, pollIntervalMinutes) ? "stale" : "fresh";
  return { state, as_of: new Date(oldest).toISOString(), age_seconds, stale_after_seconds };
}

/** How old the mirror is, whether all of it is here, and whether GitLab may be asked at all: what every page tells everyone. */
export async function readFreshnessAnswer(
  db: Reading,
  { reader, ...asked }: Asked & { reader: Reader },
): Promise<FreshnessAnswer> {
  const [freshness, audit, { pause }] = await Promise.all([
    readFreshness(db, asked),
    readAuditSummary(db, reader),
    readGitlabState(db),
  ]);
  if (pause === null) return { ...freshness, audit, gitlab: { state: "ok", since: null } };
  const state = pause.kind === "unauthorized" ? "refused" : "waiting";
  return { ...freshness, audit, gitlab: { state, since: pause.since } };
}

/** The settings that the sync page shows. Whether there is a secret, never the secret. */
export type SyncSettings = Pick<
  Env,
  "GITLAB_URL" | "BETTER_AUTH_URL" | "GITLAB_WEBHOOK_SECRET" | "GITLAB_WEBHOOK_SIGNING_TOKEN" | "POLL_INTERVAL_MINUTES"
>;

/** Everything the sync page shows at first: GitLab, workers that live, the queue, each project's health, the latest runs. */
export async function readSyncStatus(
  db: Reading,
  { clock, settings }: { clock: Clock; settings: SyncSettings },
): Promise<SyncStatus> {
  const [freshness, gitlab, lastDelivery, workers, queue, projects, runs] = await Promise.all([
    readFreshness(db, { clock, pollIntervalMinutes: settings.POLL_INTERVAL_MINUTES }),
    readGitlabState(db),
    readLastDelivery(db),
    readWorkers(db),
    readQueueFigures(db),
    readProjectHealth(db),
    readRecentRuns(db),
  ]);
  return {
    freshness,
    gitlab: { url: settings.GITLAB_URL ?? "", ...gitlab },
    webhook: {
      url: settings.BETTER_AUTH_URL === undefined ? null : `${settings.BETTER_AUTH_URL}/api/webhooks/gitlab`,
      signed: (settings.GITLAB_WEBHOOK_SECRET ?? settings.GITLAB_WEBHOOK_SIGNING_TOKEN) !== undefined,
      last_delivery_at: lastDelivery,
    },
    workers,
    queue,
    projects,
    runs,
  };
}
