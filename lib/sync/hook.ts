import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { WireHook } from "@/lib/gitlab/schemas.ts";
import { exactTime } from "@/lib/time-wording.ts";
import type { Around, ReconcileRun } from "./reconcile-step.ts";
import type { HOOK_STATES } from "./audit-schema.ts";

/** What GitLab says of the webhook that should post to us, and in words for an admin what to do about it. */
export type HookReport = { state: (typeof HOOK_STATES)[number]; message: string | null };

/** Where GitLab is to post to, below the public address. */
const WEBHOOK_PATH = "/api/webhooks/gitlab";

type Asking = Pick<Around, "db" | "gitlab" | "signal"> & { env: Pick<Around["env"], "BETTER_AUTH_URL"> };

/**
 * The state of the project's webhook, as far as the token may see it (Maintainer). That it may not is no fault of the sync: then
 * the state is unknown.
 */
export async function readHook(
  { gitlab_project_id: gitlabId }: Pick<ReconcileRun, "gitlab_project_id">,
  { db, gitlab, env, signal }: Asking,
): Promise<HookReport> {
  if (env.BETTER_AUTH_URL === undefined)
    return unknown("BETTER_AUTH_URL is not set: which webhook is ours is not known.");
  const ours = new URL(`${env.BETTER_AUTH_URL}${WEBHOOK_PATH}`);
  const delivers = await deliversLately(db, gitlabId);
  try {
    return judgeHooks(await gitlab.hooks(gitlabId, signal), { ours, delivers, now: new Date() });
  } catch (error) {
    if (error instanceof AppError) return unknown(`GitLab did not show the webhooks: ${error.message}`);
    throw error;
  }
}

type Judging = { ours: URL; delivers: boolean; now: Date };

/** `delivers`: something of the project arrived within a day. A group's webhook is not among its projects'. Pure. */
export function judgeHooks(hooks: readonly WireHook[], { ours, delivers, now }: Judging): HookReport {
  const reports = hooks.filter(({ url }) => isAt(url, ours)).map((hook) => judgeHook(hook, now));
  const best = reports.find(({ state }) => state === "good") ?? reports[0];
  if (best !== undefined) return best;
  if (delivers) return unknown("Deliveries arrive from a webhook that the token is not shown, such as a group's.");
  return {
    state: "missing",
    message: "No webhook of the project posts here, and nothing of it was delivered for a day: add one, as told above.",
  };
}

function judgeHook(hook: WireHook, now: Date): HookReport {
  const until = hook.disabled_until === null ? null : new Date(hook.disabled_until);
  const isDisabled = hook.alert_status !== null && hook.alert_status !== "executable";
  if (isDisabled && (until === null || until > now)) {
    const time = until === null ? "for good" : `until ${exactTime(until, "UTC")}`;
    const remedy = "A test sent from GitLab that is answered switches it on again.";
    return { state: "disabled", message: `GitLab has stopped posting to it after failures, ${time}. ${remedy}` };
  }
  const switches = [
    ...(hook.issues_events ? [] : ["Issues events"]),
    ...(hook.confidential_issues_events ? [] : ["Confidential issues events"]),
  ];
  if (switches.length === 0) return { state: "good", message: null };
  return { state: "switches_missing", message: `Tick ${switches.join(" and ")} in the webhook's settings in GitLab.` };
}

/** Query and fragment do not count, nor a slash at the end. */
function isAt(address: string, ours: URL): boolean {
  const theirs = URL.parse(address);
  return theirs !== null && theirs.origin === ours.origin && withoutSlash(theirs) === withoutSlash(ours);
}

function withoutSlash({ pathname }: URL): string {
  return pathname.replace(/\/+$/, "");
}

function unknown(message: string): HookReport {
  return { state: "unknown", message };
}

async function deliversLately(db: Pick<Tx, "$queryRaw">, gitlabProjectId: bigint): Promise<boolean> {
  const rows = await db.$queryRaw`
    select from webhook_deliveries
    where gitlab_project_id = ${gitlabProjectId}::bigint and received_at > now() - interval '1 day' limit 1`;
  return z.array(z.unknown()).parse(rows).length > 0;
}

/** Keeps what was said, and when. */
export async function storeHook(tx: Tx, projectId: string, { state, message }: HookReport): Promise<void> {
  await tx.$executeRaw`
    update projects set hook_state = ${state}::hook_state, hook_message = ${message}, hook_checked_at = now()
    where id = ${projectId}::uuid`;
}
