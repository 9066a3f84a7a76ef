import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { pendingMigrations } from "@/lib/db/migrate/pending.ts";
import { isDatabaseUnreachable } from "@/lib/db/unreachable.ts";
import type { Env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { isLoopback } from "./origin.ts";

/** A worker that has been silent for as many heartbeats is not counted on. */
const SILENT_AFTER_HEARTBEATS = 3;

/** GET /api/health/ready: whether this process can do its work, and what is in the way. */
export const readinessSchema = z.object({
  ready: z.boolean(),
  database: z.enum(["reachable", "unreachable"]),
  migrations: z.enum(["done", "pending", "unknown"]),
  worker: z.enum(["alive", "silent", "unknown"]),
});
export type Readiness = z.infer<typeof readinessSchema>;

const UNREACHABLE: Readiness = { ready: false, database: "unreachable", migrations: "unknown", worker: "unknown" };

export async function readReadiness(db: Db, { heartbeatSeconds }: { heartbeatSeconds: number }): Promise<Readiness> {
  try {
    const pending = await pendingMigrations(db);
    if (pending.length > 0) return { ready: false, database: "reachable", migrations: "pending", worker: "unknown" };
    const alive = await hasLivingWorker(db, heartbeatSeconds * SILENT_AFTER_HEARTBEATS);
    return { ready: alive, database: "reachable", migrations: "done", worker: alive ? "alive" : "silent" };
  } catch (error) {
    if (isDatabaseUnreachable(error)) return UNREACHABLE;
    throw error;
  }
}

/**
 * Lets a monitor in: with `METRICS_TOKEN` as bearer, or without where no token is set and the product is served on this machine
 * only.
 * @throws AppError `unauthenticated`
 */
export function checkMonitor(request: Request, env: Pick<Env, "METRICS_TOKEN" | "BETTER_AUTH_URL">): void {
  if (env.METRICS_TOKEN === undefined) {
    if (env.BETTER_AUTH_URL !== undefined && isLoopback(new URL(env.BETTER_AUTH_URL))) return;
    throw new AppError("unauthenticated", "Set METRICS_TOKEN and send it as bearer token.");
  }
  const given = request.headers.get("authorization")?.replace(/^Bearer +/i, "") ?? "";
  if (!timingSafeEqual(digest(given), digest(env.METRICS_TOKEN))) {
    throw new AppError("unauthenticated", "Send METRICS_TOKEN as bearer token.");
  }
}

/** By the database's clock, which also stamps the heartbeats. */
async function hasLivingWorker(db: Db, silentAfterSeconds: number): Promise<boolean> {
  const rows = await db.$queryRaw`
    select 1 as alive from workers
    where revoked_at is null and heartbeat_at > now() - make_interval(secs => ${silentAfterSeconds}) limit 1`;
  return z.array(z.unknown()).parse(rows).length > 0;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
