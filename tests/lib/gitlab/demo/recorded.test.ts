import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { describeWithRecordings, readJsonLines, recordedPath } from "@/tests/support/recorded.ts";
import { readAll, startForTest, type TestGitLab } from "./start.ts";

const payloadSchema = z.looseObject({
  id: z.number(),
  iid: z.number(),
  project_id: z.number(),
  web_url: z.string(),
  labels: z.array(z.string()),
  author: z.object({ id: z.number(), username: z.string(), web_url: z.string() }),
  assignees: z.array(z.object({ username: z.string() })),
});
type RecordedPayload = z.output<typeof payloadSchema>;

const projectsSchema = z.array(z.looseObject({ id: z.number(), path_with_namespace: z.string() }));
const detailsSchema = z.array(
  z.looseObject({ labels: z.array(z.object({ id: z.number(), name: z.string(), color: z.string() })) }),
);

/** What must not differ from the payload, each under its own key. */
const SAME_KEYS = [
  "iid",
  "title",
  "description",
  "state",
  "created_at",
  "updated_at",
  "closed_at",
  "due_date",
  "confidential",
  "labels",
  "weight",
  "milestone",
  "time_stats",
];

describeWithRecordings("serving recorded payloads", () => {
  const recorded = recordedPath("recorded") ?? undefined;
  const payloads =
    recorded === undefined ? [] : z.array(payloadSchema).parse(readJsonLines("recorded", "issues.jsonl"));

  it("lists exactly the nine projects that have issues, each under its issues' path", async () => {
    const gitlab = await startForTest({ recorded });
    const projects = await readProjects(gitlab);
    const paths = payloads.map((payload) =>
      pathOf(payload.web_url)
        .replace(/(\/-)?\/issues\/\d+$/, "")
        .slice(1),
    );
    expect(projects.map((project) => project.path_with_namespace).sort()).toEqual([...new Set(paths)].sort());
    expect(projects).toHaveLength(9);
  });

  it("serves all 125 issues with the content and the keys they were recorded with", async () => {
    const gitlab = await startForTest({ recorded });
    const served = await readAllProjects(gitlab);
    expect(served).toHaveLength(125);
    for (const payload of payloads) {
      const issue = served.find(({ id }) => id === payload.id);
      for (const key of SAME_KEYS) expect(issue?.[key], `${key} of ${payload.web_url}`).toEqual(payload[key]);
      expect(Object.keys(issue ?? {}).sort()).toEqual(
        Object.keys(payload)
          .filter((key) => key !== "subscribed")
          .sort(),
      );
      expect(issue).toMatchObject({ author: { username: payload.author.username } });
      expect(issue?.["web_url"]).toBe(gitlab.url + pathOf(payload.web_url));
      const addressed = ["_links", "author", "assignees", "assignee", "closed_by"].map((key) => issue?.[key]);
      expect(JSON.stringify(addressed)).not.toMatch(/https:\/\//);
    }
  });

  it("gives label objects with one id for a title of a project and a colour that is one", async () => {
    const gitlab = await startForTest({ recorded });
    const ids = new Map<string, number>();
    for (const { id } of await readProjects(gitlab)) {
      const { body } = await gitlab.get(`/api/v4/projects/${id}/issues?per_page=100&with_labels_details=true`);
      for (const label of detailsSchema.parse(body).flatMap(({ labels }) => labels)) {
        expect(label.color).toMatch(/^#[0-9a-fA-F]{6}$/);
        expect(ids.get(`${id} ${label.name}`) ?? label.id).toBe(label.id);
        ids.set(`${id} ${label.name}`, label.id);
      }
    }
    expect(new Set(ids.values()).size).toBe(ids.size);
    expect(ids.size).toBeGreaterThan(10);
  });

  it("shows a renamed person and a renamed project on payloads that are otherwise as they were", async () => {
    const gitlab = await startForTest({ recorded });
    const [project] = await readProjects(gitlab);
    const issues = `/api/v4/projects/${project?.id}/issues?per_page=1`;
    const [before] = z.array(payloadSchema).parse((await gitlab.get(issues)).body);
    const { demo, url } = gitlab;
    demo.edit({ kind: "rename_user", user_id: before?.author.id ?? 0, name: "Ada Rook", username: "rook" });
    demo.edit({ kind: "update_project", project_id: project?.id ?? 0, fields: { path: "monolith" } });
    const [after] = z.array(payloadSchema).parse((await gitlab.get(issues)).body);
    const path = project?.path_with_namespace.replace(/[^/]+$/, "monolith");
    const { references: _r, _links: _l, assignees: _a, assignee: _o, closed_by: _c, ...same } = { ...before };
    expect(after).toMatchObject({
      ...same,
      web_url: `${url}/${path}/-/issues/${before?.iid}`,
      author: { ...before?.author, username: "rook", web_url: `${url}/rook` },
    });
  });

  it("takes edits like any other GitLab", async () => {
    const gitlab = await startForTest({ recorded });
    const path = "/api/v4/projects/packit-service%2Fhello-world/issues/12";
    const edited = await gitlab.put(path, { title: "Renamed", add_labels: "Doing" });
    expect(edited.body).toMatchObject({ title: "Renamed", labels: ["Doing"], imported_from: "none" });
    expect((await gitlab.issue(path)).title).toBe("Renamed");
  });
});

describe("recordings of several GitLabs in one folder", () => {
  it("give a new number to what stands under the id of something else, the same at every start", async () => {
    const folder = mkdtempSync(join(tmpdir(), "recorded-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const people = [payload("one.example", "ann", 5), payload("two.example", "ben", 5)];
    writeFileSync(join(folder, "issues.jsonl"), people.map((issue) => JSON.stringify(issue)).join("\n"));
    const gitlab = await startForTest({ recorded: folder });
    const served = await readAllProjects(gitlab);
    expect(new Set(served.map(({ id }) => id)).size).toBe(2);
    expect(new Set(served.map(({ project_id }) => project_id)).size).toBe(2);
    const authors = served.map((issue) => z.object({ id: z.number(), username: z.string() }).parse(issue["author"]));
    expect(authors.toSorted((a, b) => a.id - b.id)).toMatchObject([
      { id: 5, username: "ann" },
      { id: 6, username: "ben" },
    ]);
    expect(await readAllProjects(await startForTest({ recorded: folder, port: 0 }))).toHaveLength(2);
  });

  it("say so when there is nothing to serve", async () => {
    await expect(startForTest({ recorded: join(tmpdir(), "no-such-folder") })).rejects.toThrow(
      /DEMO_RECORDED: there is no/,
    );
  });
});

function payload(host: string, username: string, authorId: number): RecordedPayload {
  const web_url = `https://${host}/${username}/thing/-/issues/1`;
  const author = {
    id: authorId,
    username,
    name: username,
    state: "active",
    avatar_url: null,
    web_url: `https://${host}/${username}`,
  };
  const times = { created_at: "2020-01-01T00:00:00.000Z", updated_at: "2020-01-01T00:00:00.000Z", closed_at: null };
  const content = { title: `Of ${host}`, description: null, state: "opened", confidential: false, labels: [] };
  return { id: 70, iid: 1, project_id: 9, web_url, author, assignees: [], ...times, ...content };
}

async function readProjects(gitlab: TestGitLab): Promise<z.output<typeof projectsSchema>> {
  return projectsSchema.parse((await gitlab.get("/api/v4/projects?per_page=100")).body);
}

async function readAllProjects(gitlab: TestGitLab) {
  const lists = (await readProjects(gitlab)).map(({ id }) =>
    readAll(gitlab, `/api/v4/projects/${id}/issues?per_page=50`),
  );
  return (await Promise.all(lists)).flat();
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
