import { http } from "msw";
import { describe, expect, it } from "vitest";
import { API, createClient, issuePayload, PROJECT, startWire } from "./wire.ts";

const { server, seen } = startWire();
const queries = () => seen.map((request) => Object.fromEntries(new URL(request.url).searchParams));
const USER = { id: 7, username: "uma-wold", name: "Uma Wold" };
const LABEL = { id: 3, name: "Doing", color: "#428BCA" };

/** Numbered pages of what is there, as GitLab numbers them. */
function pages<T>(path: string, rows: (query: URLSearchParams) => T[]) {
  return http.get(`${API}${path}`, ({ request }) => {
    const { searchParams: query } = new URL(request.url);
    const [page, size] = [Number(query.get("page")), Number(query.get("per_page"))];
    const found = rows(query);
    const next = found.length > page * size ? String(page + 1) : "";
    return Response.json(found.slice((page - 1) * size, page * size), { headers: { "x-next-page": next } });
  });
}

describe("the projects of a group", () => {
  const projects = Array.from({ length: 130 }, (_, index) => ({ ...PROJECT, id: index + 1, archived: index >= 110 }));
  const idsOf = async () =>
    (await Array.fromAsync(createClient().gitlab.groupProjects("company"))).flat().map(({ id }) => id);

  it("are those of its subgroups too, archived or not, but not those shared with it", async () => {
    server.use(
      pages("/groups/company/projects", (query) =>
        projects.filter((project) => String(project.archived) === query.get("archived")),
      ),
    );
    expect(await idsOf()).toEqual(projects.map(({ id }) => id));
    expect(queries()[0]).toEqual({
      include_subgroups: "true",
      with_shared: "false",
      archived: "false",
      order_by: "id",
      sort: "asc",
      per_page: "100",
      page: "1",
    });
  });

  it("come once where the server does not tell archived ones apart", async () => {
    server.use(pages("/groups/company/projects", () => projects));
    expect(await idsOf()).toEqual(projects.map(({ id }) => id));
  });

  it("that cannot be read to the end are an error, not a short list", async () => {
    server.use(
      http.get(`${API}/groups/company/projects`, ({ request }) =>
        new URL(request.url).searchParams.get("page") === "1"
          ? Response.json(projects.slice(0, 100), { headers: { "x-next-page": "2" } })
          : Response.json({ message: "403 Forbidden" }, { status: 403 }),
      ),
    );
    await expect(idsOf()).rejects.toMatchObject({ code: "gitlab_forbidden" });
  });
});

describe("labels and events", () => {
  it("come page by page", async () => {
    const labels = Array.from({ length: 201 }, (_, index) => ({
      ...LABEL,
      id: index + 1,
      is_project_label: index > 0,
    }));
    server.use(pages("/projects/1/labels", () => labels));
    const read = await Array.fromAsync(createClient().gitlab.labels(1n));
    expect(read.map((page) => page.length)).toEqual([100, 100, 1]);
    expect(read.flat()).toMatchObject(labels);
  });

  it("of an issue come whole", async () => {
    const event = { created_at: "2026-03-08T12:00:00.123Z", user: USER };
    const labelEvents = Array.from({ length: 120 }, (_, id) => ({ ...event, id: id + 1, action: "add", label: LABEL }));
    const stateEvents = [{ ...event, id: 1, state: "closed" }];
    server.use(
      pages("/projects/1/issues/5/resource_label_events", () => labelEvents),
      pages("/projects/1/issues/5/resource_state_events", () => stateEvents),
    );
    const { gitlab } = createClient();
    expect(await gitlab.labelEvents(1, 5)).toMatchObject(labelEvents);
    expect(await gitlab.stateEvents(1, 5)).toMatchObject(stateEvents);
  });

  it("that do not advance are an error", async () => {
    server.use(http.get(`${API}/projects/1/labels`, () => Response.json([LABEL], { headers: { "x-next-page": "2" } })));
    await expect(Array.fromAsync(createClient().gitlab.labels(1))).rejects.toThrow(/do not advance/);
  });
});

describe("one issue", () => {
  it("is read by its number in its project", async () => {
    server.use(http.get(`${API}/projects/1/issues/5`, () => Response.json(issuePayload(5))));
    expect(await createClient().gitlab.issue(1n, 5)).toMatchObject({ iid: 5, issue_type: "issue", assignees: [] });
  });
});

describe("the statistics of a project", () => {
  it("count under the filter of the listing", async () => {
    const counts = { all: 12, closed: 5, opened: 7 };
    server.use(http.get(`${API}/projects/1/issues_statistics`, () => Response.json({ statistics: { counts } })));
    const { gitlab } = createClient();
    expect(await gitlab.issueStatistics({ projectId: 1 })).toEqual(counts);
    const updatedAfter = new Date("2025-08-20T00:00:00Z");
    await gitlab.issueStatistics({ projectId: 1, state: "closed", updatedAfter });
    expect(queries()).toEqual([{ state: "all" }, { state: "closed", updated_after: "2025-08-20T00:00:00.000Z" }]);
  });
});
