import fc from "fast-check";
import { http } from "msw";
import { describe, expect, it } from "vitest";
import { listing, numbersTo, rowsOf, walk } from "./listing.ts";
import { API, BASE_URL, createClient, type IssuePayload, issuePayload, startWire, TOKEN } from "./wire.ts";

const { server, seen } = startWire();
const queries = () => seen.map((request) => new URL(request.url).searchParams);

describe("a walk by cursor", () => {
  it("reads every issue once, oldest change first", async () => {
    server.use(listing({ rows: rowsOf(250), paging: "cursor" }));
    expect(await walk(createClient().gitlab)).toEqual(numbersTo(250));
    expect(seen).toHaveLength(3);
  });

  it("asks as GitLab's documentation has it", async () => {
    server.use(listing({ rows: rowsOf(1), paging: "cursor" }));
    await createClient().gitlab.issuePage({
      projectId: 1,
      state: "closed",
      updatedAfter: new Date("2025-12-31T23:59:59.999Z"),
      page: null,
    });
    expect(Object.fromEntries(queries()[0] ?? [])).toEqual({
      state: "closed",
      updated_after: "2025-12-31T23:59:59.999Z",
      pagination: "keyset",
      order_by: "updated_at",
      sort: "asc",
      per_page: "100",
      with_labels_details: "true",
    });
  });

  it.each([0, 1, 99, 100, 101, 200])("ends after %i issues without asking too often", async (count) => {
    server.use(listing({ rows: rowsOf(count), paging: "cursor" }));
    expect(await walk(createClient().gitlab)).toEqual(numbersTo(count));
    expect(seen).toHaveLength(Math.max(1, Math.ceil(count / 100)));
  });

  it("goes on in another client, from the token alone", async () => {
    server.use(listing({ rows: rowsOf(150), paging: "cursor" }));
    const question = { projectId: 1, state: "all" } as const;
    const first = await createClient().gitlab.issuePage({ ...question, page: null });
    const second = await createClient().gitlab.issuePage({ ...question, page: first.next });
    expect(second.issues.map(({ iid }) => iid)).toEqual(numbersTo(150).slice(100));
    expect(first.next).not.toContain(BASE_URL);
  });

  it("tells GitLab's clock where GitLab tells it", async () => {
    const answer = (date: string) =>
      http.get(`${API}/projects/1/issues`, () => Response.json([], { headers: { date } }));
    server.use(answer("Sun, 08 Mar 2026 12:00:20 GMT"));
    expect((await firstPage()).serverTime).toEqual(new Date("2026-03-08T12:00:20Z"));
    server.use(answer("Fri, 01 Nov 2019 13-36-03 GMT"));
    expect((await firstPage()).serverTime).toBeNull();
  });

  it.each([
    ["another host", "https://evil.example.com/api/v4/projects/1/issues"],
    ["GitLab's outside address", "https://git.example.org/gitlab/api/v4/projects/1/issues"],
  ])("stays at its own address when the Link names %s", async (_, address) => {
    const link = `<${address}?cursor=abc>; rel="next"`;
    server.use(
      http.get(`${API}/projects/1/issues`, ({ request }) =>
        request.url.includes("cursor=abc")
          ? Response.json([issuePayload(2)])
          : Response.json([issuePayload(1)], { headers: { link } }),
      ),
    );
    expect(await walk(createClient().gitlab)).toEqual([1, 2]);
    expect(seen.every((request) => request.url.startsWith(`${API}/`))).toBe(true);
    expect(seen.every((request) => request.headers.get("private-token") === TOKEN)).toBe(true);
  });

  it.each([
    ["to another resource", `<${API}/projects/2/issues?cursor=abc>; rel="next"`],
    ["to no address", '<https://>; rel="next"'],
  ])("refuses a Link %s", async (_, link) => {
    server.use(http.get(`${API}/projects/1/issues`, () => Response.json([issuePayload(1)], { headers: { link } })));
    await expect(firstPage()).rejects.toMatchObject({ code: "gitlab_malformed" });
  });

  it("refuses a cursor that does not advance", async () => {
    const link = `<${API}/projects/1/issues?cursor=abc>; rel="next"`;
    server.use(http.get(`${API}/projects/1/issues`, () => Response.json([issuePayload(1)], { headers: { link } })));
    await expect(walk(createClient().gitlab)).rejects.toThrow(/do not advance/);
  });

  it.each([
    "",
    "2",
    "{}",
    '{"way":"keyset","perPage":100}',
    '{"way":"window","perPage":500,"createdAfter":null,"offset":0}',
  ])("refuses %j as a token", async (page) => {
    const asked = createClient().gitlab.issuePage({ projectId: 1, state: "all", page });
    await expect(asked).rejects.toMatchObject({ code: "invalid_request" });
    expect(seen).toHaveLength(0);
  });
});

describe("whatever happens meanwhile", () => {
  const change = fc.record({
    at: fc.nat({ max: 999 }),
    kind: fc.constantFrom("delete", "close", "edit", "create"),
  });

  it.each(["cursor", "numbers", "refused"] as const)(
    "no issue that stays is missed (%s)",
    async (paging) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(change, { maxLength: 40 }), { maxLength: 8 }), async (changes) => {
          const rows = rowsOf(330);
          const steady = new Set(rows.map(({ iid }) => iid));
          const rounds = changes.values();
          const before = () => {
            for (const { at, kind } of rounds.next().value ?? []) meanwhile(rows, at, kind, steady);
            return undefined;
          };
          server.use(listing({ rows, paging, before }));
          const read = new Set(await walk(createClient().gitlab, { state: "opened" }));
          expect([...steady].filter((iid) => !read.has(iid))).toEqual([]);
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );
});

function firstPage() {
  return createClient().gitlab.issuePage({ projectId: 1, state: "all", page: null });
}

/** One thing that people do to the issues of a project while they are read. */
function meanwhile(
  rows: IssuePayload[],
  at: number,
  kind: "delete" | "close" | "edit" | "create",
  steady: Set<number>,
): void {
  const index = at % rows.length;
  const row = rows[index];
  if (row === undefined) return;
  const updated_at = new Date(Date.UTC(2026, 1, 1) + rows.length * 1_000 + at).toISOString();
  if (kind === "create")
    return void rows.push(issuePayload(10_000 + rows.length + at, { created_at: updated_at, updated_at }));
  if (kind === "edit") return void rows.splice(index, 1, { ...row, updated_at });
  steady.delete(row.iid);
  if (kind === "delete") return void rows.splice(index, 1);
  rows.splice(index, 1, { ...row, state: "closed", updated_at });
}
