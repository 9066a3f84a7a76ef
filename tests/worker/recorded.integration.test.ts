import { afterAll, beforeAll, expect, it } from "vitest";
import { readIssue } from "@/lib/issues/queries/detail.ts";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { compareIssue, detailSchema, pathOf, readPayloads } from "@/tests/acceptance/compare.ts";
import { MANAGER, VIEWER } from "@/tests/support/mirror.ts";
import { describeWithRecordings, recordedPath } from "@/tests/support/recorded.ts";
import { createRig, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

const clock = { now: new Date(), zone: "UTC" };

describeWithRecordings("the recorded issues, bootstrapped", () => {
  const folder = recordedPath("recorded") ?? "";
  let gitlab: GitLabRig;
  let rig: Rig;

  beforeAll(async () => {
    gitlab = await startGitLab({ recorded: folder });
    const projects = await gitlab.projects();
    rig = await createRig(gitlab, { GITLAB_PROJECTS: projects.map((project) => project.id).join(",") });
    await rig.discover();
  });
  afterAll(async () => {
    await rig.close();
    await gitlab.close();
  });

  const read = async (reader: typeof MANAGER, page = "1") =>
    listIssues(rig.db, {
      query: issueQuerySchema.parse({ page_size: "100", page }),
      reader,
      clock,
      pollIntervalMinutes: 5,
    });

  it("are 125 for who may see confidential ones and 115 for a viewer", async () => {
    expect((await read(MANAGER)).total).toBe(125);
    expect((await read(VIEWER)).total).toBe(115);
  });

  it("equal their payloads, every one", async () => {
    const rows = [...(await read(MANAGER)).data, ...(await read(MANAGER, "2")).data];
    const idByPath = new Map(rows.map((row) => [pathOf(row.web_url), row.id]));
    for (const payload of readPayloads(folder)) {
      const path = pathOf(payload.web_url);
      const issue = await readIssue(rig.db, { id: idByPath.get(path) ?? "", reader: MANAGER, clock });
      expect(compareIssue(path, detailSchema.parse(issue), payload)).toEqual([]);
    }
  });
});
