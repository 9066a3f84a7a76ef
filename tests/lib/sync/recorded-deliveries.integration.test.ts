import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readHint } from "@/lib/gitlab/webhook.ts";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";
import { describeWithRecordings, readJson, recordedPath } from "../../support/recorded.ts";

/** Mirrored for this test; other recorded issues are of projects that are not. */
const MIRRORED = 4_861_503;

describeWithRecordings("every recorded form of a delivery", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await storeProject(database.db, MIRRORED);
  });
  afterAll(() => database.close());

  const files = () => readdirSync(recordedPath("webhooks") ?? "").filter((file) => file !== "INDEX.json");

  it("is taken, and kept as one row that says what became of it", async () => {
    const expected: Record<string, string> = {};
    const found: Record<string, string> = {};
    for (const file of files()) {
      const body = readJson("webhooks", file);
      const isOurs = readHint(body).gitlabProjectId === BigInt(MIRRORED);
      const forIssues = isOurs ? "enqueued" : "unknown_project";
      expected[file] = file.startsWith("issue-") ? forIssues : "ignored";
      const headers = { "x-gitlab-token": "secret", "idempotency-key": file };
      const request = new Request("http://localhost/", { method: "POST", headers, body: JSON.stringify(body) });
      const receiving = { secrets: { GITLAB_WEBHOOK_SECRET: "secret" }, now: new Date() };
      found[file] = (await receiveDelivery(database.db, request, receiving)).outcome;
    }
    expect(found).toEqual(expected);
    expect(Object.values(found).filter((outcome) => outcome === "enqueued").length).toBeGreaterThan(3);
    const rows = await database.db.webhookDelivery.findMany();
    expect(Object.fromEntries(rows.map((row) => [row.deliveryKey, row.outcome]))).toEqual(expected);
    expect(rows).toHaveLength(76);
  });
});
