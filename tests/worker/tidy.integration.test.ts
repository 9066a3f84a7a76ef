import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { createRig, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await createRig({ url: "http://127.0.0.1:9", token: "glpat-not-used" });
});
afterEach(() => rig.close());

test("tidying deletes every delivery that is older than thirty days, however many, and no other", async () => {
  await rig.db.$executeRaw`
    insert into webhook_deliveries (delivery_key, body_hash, kind, outcome, received_at)
    select 'old ' || n, 'x', 'issue', 'ignored', now() - interval '31 days' from generate_series(1, 20001) as n`;
  await rig.db.$executeRaw`
    insert into webhook_deliveries (delivery_key, body_hash, kind, outcome, received_at)
    values ('young', 'x', 'issue', 'ignored', now() - interval '29 days')`;
  await enqueue(rig.db, "tidy", {}, { key: "tidy" });
  await rig.drain();
  expect(await rig.db.webhookDelivery.findMany()).toMatchObject([{ deliveryKey: "young" }]);
  expect(await listJobs(rig.db)).toEqual([]);
});
