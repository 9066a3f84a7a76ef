import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import type { Rig } from "./rig.ts";

const SECRET = "secret";
const MAX_DRAINS = 40;

/** A webhook tells of an issue, and of nothing that is in it. */
export async function hint(
  { db }: Pick<Rig, "db">,
  { project_id, iid }: { project_id: number; iid: number },
): Promise<void> {
  const body = JSON.stringify({ object_kind: "issue", object_attributes: { iid, project_id } });
  const headers = { "x-gitlab-token": SECRET, "idempotency-key": randomUUID() };
  const request = new Request("http://localhost/", { method: "POST", headers, body });
  await receiveDelivery(db, request, { secrets: { GITLAB_WEBHOOK_SECRET: SECRET }, now: new Date() });
}

/** Until no job is left, also none that another one put there; none may have been given up. */
export async function drainToTheEnd({ db, drainAll }: Pick<Rig, "db" | "drainAll">): Promise<void> {
  for (let drain = 0; drain < MAX_DRAINS; drain++) {
    const jobs = await listJobs(db);
    const parked = jobs.filter(({ attempts, max_attempts }) => attempts >= max_attempts);
    expect(parked.map(({ task_identifier, last_error }) => `${task_identifier}: ${last_error}`)).toEqual([]);
    if (jobs.length === 0) return;
    await drainAll();
  }
  expect.fail("the jobs never end");
}
