import { readdirSync } from "node:fs";
import { HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { describeWithRecordings, readJson, recordedPath } from "../../support/recorded.ts";
import { answering, createClient, startWire, TOKEN } from "./wire.ts";

const { server, seen } = startWire();
const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init);
const text = (body: string, status: number, type: string) => () =>
  new HttpResponse(body, { status, headers: { "content-type": type } });

describe("a refusal", () => {
  it.each([
    [400, { error: "order_by does not have a valid value" }, "gitlab_rejected"],
    [401, { message: "401 Unauthorized" }, "gitlab_unauthorized"],
    [401, { error: "invalid_token" }, "gitlab_unauthorized"],
    [403, { message: "403 Forbidden" }, "gitlab_forbidden"],
    [404, { message: "404 Project Not Found" }, "gitlab_not_found"],
    [405, { error: "Offset pagination has a maximum allowed offset of 50000" }, "gitlab_rejected"],
    [409, { message: ["one", "two"] }, "gitlab_rejected"],
    [422, { message: { title: ["is too long"] } }, "gitlab_rejected"],
  ])("of %i is told at once as what it is", async (status, body, code) => {
    server.use(answering("/projects/1", json(body, { status })));
    await expect(createClient().gitlab.project(1)).rejects.toMatchObject({ code });
    expect(seen).toHaveLength(1);
  });

  it("is quoted in GitLab's words, without the token and cut to size", async () => {
    const message = `no such project for ${TOKEN} ${"x".repeat(5_000)}`;
    server.use(answering("/projects/1", json({ message }, { status: 404 })));
    const error = await errorOf(createClient().gitlab.project(1));
    expect(error.message).toContain("GitLab does not know /projects/1: no such project for [redacted]");
    expect(error.message.length).toBeLessThan(300);
  });

  it.each([403, 404, 405])("of %i in HTML is not GitLab's, so nothing is taken for gone", async (status) => {
    server.use(answering("/projects/1", text("<!DOCTYPE html>", status, "text/html")));
    await expect(createClient().gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_malformed" });
  });
});

describeWithRecordings("recorded errors", () => {
  const recorded = z.object({ status: z.int(), body: z.unknown() });
  const codes: Record<number, string> = {
    400: "gitlab_rejected",
    401: "gitlab_unauthorized",
    403: "gitlab_forbidden",
    404: "gitlab_not_found",
    409: "gitlab_rejected",
  };

  it("are all told by their status", async () => {
    const files = readdirSync(recordedPath("errors") ?? "").filter((file) => file.startsWith("recorded-"));
    expect(files).toHaveLength(39);
    for (const file of files) {
      const { status, body } = recorded.parse(readJson("errors", file));
      server.use(answering("/projects/1", json(body, { status })));
      await expect(createClient().gitlab.project(1), file).rejects.toMatchObject({ code: codes[status] });
    }
  });

  it("and those quoted in sources are told too", async () => {
    const quoted = z.array(recorded.extend({ content_type: z.string() }));
    const told: [number, string][] = [];
    for (const { status, body, content_type } of quoted.parse(readJson("errors", "bodies-from-sources.json"))) {
      const words = typeof body === "string" ? body : JSON.stringify(body);
      server.use(answering("/projects/1", text(words, status, content_type.replace("?", ""))));
      told.push([status, (await errorOf(createClient().gitlab.project(1))).code]);
    }
    expect(told).toEqual([
      [429, "gitlab_rate_limited"],
      [405, "gitlab_rejected"],
      [405, "gitlab_rejected"],
      [400, "gitlab_rejected"],
      [502, "gitlab_unavailable"],
      [520, "gitlab_unavailable"],
      [500, "gitlab_unavailable"],
      [401, "gitlab_unauthorized"],
      [301, "gitlab_malformed"],
    ]);
  });
});

async function errorOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await work.catch((cause: unknown) => cause);
  return z.object({ code: z.string(), message: z.string() }).parse(error);
}
