import { http } from "msw";
import { describe, expect, it } from "vitest";
import { API, createClient, issuePayload, startWire } from "./wire.ts";

const { server, seen } = startWire();
const LABEL = { id: 3, name: "Doing", color: "#428BCA" };

/** A listing that has issues 1 to 5 and gives those asked for. */
function listing() {
  return http.get(`${API}/projects/1/issues`, ({ request }) => {
    const iids = new URL(request.url).searchParams.getAll("iids[]").map(Number);
    const rows = [1, 2, 3, 4, 5].filter((iid) => iids.includes(iid));
    return Response.json(rows.map((iid) => issuePayload(iid, { labels: [LABEL] })));
  });
}

describe("issues by their numbers", () => {
  it("come in one request, with the details of their labels", async () => {
    server.use(listing());
    const issues = await createClient().gitlab.issuesByIid(1n, [2, 4]);
    expect(issues.map(({ iid, labels }) => [iid, labels])).toMatchObject([
      [2, [LABEL]],
      [4, [LABEL]],
    ]);
    expect(seen.map(({ url }) => [...new URL(url).searchParams])).toEqual([
      [
        ["iids[]", "2"],
        ["iids[]", "4"],
        ["with_labels_details", "true"],
        ["per_page", "100"],
      ],
    ]);
  });

  it("are fewer where the token is not shown all of them", async () => {
    server.use(listing());
    const issues = await createClient().gitlab.issuesByIid(1, [5, 6]);
    expect(issues.map(({ iid }) => iid)).toEqual([5]);
  });

  it("are no others, also where the server overlooks the numbers", async () => {
    server.use(http.get(`${API}/projects/1/issues`, () => Response.json([issuePayload(1), issuePayload(2)])));
    const { gitlab } = createClient();
    expect((await gitlab.issuesByIid(1, [2])).map(({ iid }) => iid)).toEqual([2]);
    expect(await gitlab.listedIssue(1, 3)).toBeNull();
  });

  it("are not asked for where there is none, since GitLab would list them all", async () => {
    expect(await createClient().gitlab.issuesByIid(1, [])).toEqual([]);
    expect(seen).toEqual([]);
  });

  it("are at most a page, so that none is cut off unseen", async () => {
    const iids = Array.from({ length: 101 }, (_, index) => index + 1);
    await expect(createClient().gitlab.issuesByIid(1, iids)).rejects.toThrow(RangeError);
    expect(seen).toEqual([]);
  });

  it("that cannot be listed are an error, not missing", async () => {
    server.use(
      http.get(`${API}/projects/1/issues`, () => Response.json({ message: "404 Not found" }, { status: 404 })),
    );
    const asked = createClient().gitlab.issuesByIid(1, [1]);
    await expect(asked).rejects.toMatchObject({ code: "gitlab_not_found" });
  });
});
