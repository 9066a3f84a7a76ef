import { http } from "msw";
import { describe, expect, it } from "vitest";
import { listing, numbersTo, rowsOf, walk } from "./listing.ts";
import { API, createClient, startWire } from "./wire.ts";

const { server, seen } = startWire();
const queries = () => seen.map((request) => new URL(request.url).searchParams);

describe.each(["numbers", "refused"] as const)("a walk where cursors are answered with %s", (paging) => {
  it("reads every issue, by creation", async () => {
    server.use(listing({ rows: rowsOf(350), paging }));
    expect(new Set(await walk(createClient().gitlab))).toEqual(new Set(numbersTo(350)));
    expect(queries().at(-1)?.get("order_by")).toBe("created_at");
  });

  it("tries the cursor only once a client", async () => {
    server.use(listing({ rows: rowsOf(150), paging }));
    const { gitlab } = createClient();
    await walk(gitlab);
    await walk(gitlab);
    expect(queries().filter((query) => query.has("pagination"))).toHaveLength(1);
  });

  it("never needs a page beyond the first, so that GitLab's limit of 50,000 is not met", async () => {
    server.use(listing({ rows: rowsOf(950), paging }));
    await walk(createClient().gitlab);
    expect(new Set(queries().map((query) => query.get("page") ?? "1"))).toEqual(new Set(["1"]));
  });

  it("gets through more issues of one instant than a page holds", async () => {
    const rows = rowsOf(460).map((row) =>
      row.iid > 50 && row.iid <= 400 ? { ...row, created_at: "2026-01-01T00:50:30.123Z" } : row,
    );
    server.use(listing({ rows, paging }));
    expect(new Set(await walk(createClient().gitlab))).toEqual(new Set(numbersTo(460)));
  });

  it("begins again when a server loses its cursors in the middle", async () => {
    const rows = rowsOf(250);
    server.use(listing({ rows, paging: "cursor" }));
    const { gitlab } = createClient();
    const { next } = await gitlab.issuePage({ projectId: 1, state: "all", page: null });
    server.use(listing({ rows, paging }));
    expect(new Set(await walk(gitlab, { page: next }))).toEqual(new Set(numbersTo(250)));
  });

  it("keeps the filter on every page", async () => {
    server.use(listing({ rows: rowsOf(250), paging }));
    await walk(createClient().gitlab, { state: "opened", updatedAfter: new Date("2026-01-01T01:00:00Z") });
    expect(new Set(queries().map((query) => query.get("state")))).toEqual(new Set(["opened"]));
    expect(new Set(queries().map((query) => query.get("updated_after")))).toEqual(
      new Set(["2026-01-01T01:00:00.000Z"]),
    );
  });
});

describe("a numbered walk", () => {
  it("does not take a limit of GitLab for the end", async () => {
    const error =
      "Offset pagination has a maximum allowed offset of 50000 for requests that return objects of type Issue.";
    const before = (query: URLSearchParams) =>
      query.get("order_by") === "created_at" ? Response.json({ error }, { status: 405 }) : undefined;
    server.use(listing({ rows: rowsOf(250), paging: "numbers", before }));
    await expect(walk(createClient().gitlab)).rejects.toMatchObject({ code: "gitlab_rejected", message: /50000/ });
  });

  it("goes on without any header as long as pages are full", async () => {
    const rows = rowsOf(250);
    server.use(
      http.get(`${API}/projects/1/issues`, ({ request }) => {
        const { searchParams } = new URL(request.url);
        if (searchParams.get("pagination") === "keyset") return Response.json({}, { status: 405 });
        const after = Date.parse(searchParams.get("created_after") ?? "1970-01-01T00:00:00Z");
        return Response.json(rows.filter((row) => Date.parse(row.created_at) >= after).slice(0, 100));
      }),
    );
    expect(new Set(await walk(createClient().gitlab))).toEqual(new Set(numbersTo(250)));
  });
});
