import { http } from "msw";
import { describe, expect, it } from "vitest";
import { listing, numbersTo, rowsOf, walk } from "./listing.ts";
import { API, createClient, type IssuePayload, startWire } from "./wire.ts";

const { server, seen } = startWire();
const queries = () => seen.map((request) => new URL(request.url).searchParams);

describe("a page that GitLab cannot make", () => {
  const failing =
    (isBad: (row: IssuePayload) => boolean, rows: IssuePayload[], respond: () => Response) =>
    (query: URLSearchParams) => {
      const size = Number(query.get("per_page"));
      const cursor = query.get("cursor")?.split(" ")[0] ?? "";
      const page = rows.filter((row) => row.updated_at > cursor).slice(0, size);
      return size > 1 && page.some(isBad) ? respond() : undefined;
    };

  it.each([500, 504])("with %i is read in pieces, and the next ones grow again", async (status) => {
    const rows = rowsOf(400);
    const before = failing(
      (row) => row.iid === 137,
      rows,
      () => new Response("<!DOCTYPE html>", { status }),
    );
    server.use(listing({ rows, paging: "cursor", before }));
    const { gitlab, slept } = createClient();
    expect(await walk(gitlab)).toEqual(numbersTo(400));
    expect(slept).toEqual([]);
    expect(queries().map((query) => query.get("per_page"))).toContain("1");
    expect(queries().at(-1)?.get("per_page")).toBe("100");
  });

  it("at all is told after the usual tries for a single issue", async () => {
    server.use(http.get(`${API}/projects/1/issues`, () => new Response("", { status: 500 })));
    const { gitlab, slept } = createClient();
    await expect(walk(gitlab)).rejects.toMatchObject({ code: "gitlab_unavailable" });
    expect(queries().map((query) => query.get("per_page"))).toEqual(["100", "25", "5", "1", "1", "1", "1"]);
    expect(slept).toHaveLength(3);
  });

  it("because it is away is asked for again as it was", async () => {
    server.use(http.get(`${API}/projects/1/issues`, () => new Response("", { status: 502 })));
    await expect(walk(createClient().gitlab)).rejects.toMatchObject({ code: "gitlab_unavailable" });
    expect(queries().map((query) => query.get("per_page"))).toEqual(["100", "100", "100", "100"]);
  });

  it("in numbers keeps its place through the change of size", async () => {
    const rows = rowsOf(300).map((row) => ({ ...row, created_at: "2026-01-01T00:00:00.000Z" }));
    const asked: string[] = [];
    const before = (query: URLSearchParams) => {
      const place = `${query.get("page")}/${query.get("per_page")}`;
      asked.push(place);
      return place === "2/100" ? new Response("", { status: 500 }) : undefined;
    };
    server.use(listing({ rows, paging: "refused", before }));
    expect(new Set(await walk(createClient().gitlab))).toEqual(new Set(numbersTo(300)));
    expect(asked.slice(3)).toEqual(["2/100", "5/25", "6/25", "7/25", "8/25", "3/100"]);
  });
});
