import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { deliveryKey, readHint, verifyWebhook } from "@/lib/gitlab/webhook.ts";
import { describeWithRecordings, readJson, recordedPath } from "../../support/recorded.ts";

const SECRETS = { current: "the new one", previous: "the old one" };
const withToken = (token: string) => new Headers({ "x-gitlab-token": token });

describe("the secret of a delivery", () => {
  it("is the current or the previous one", () => {
    expect(verifyWebhook(withToken("the new one"), SECRETS)).toBe(true);
    expect(verifyWebhook(withToken("the old one"), SECRETS)).toBe(true);
    expect(verifyWebhook(withToken("the old one"), { current: "the new one" })).toBe(false);
  });

  it("is no other text, nor part of it, nor nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
        fc.pre(!["the new one", "the old one"].includes(text.trim()));
        expect(verifyWebhook(withToken(text), SECRETS)).toBe(false);
      }),
    );
    expect(verifyWebhook(new Headers(), SECRETS)).toBe(false);
    expect(verifyWebhook(withToken("the new one, the new one"), SECRETS)).toBe(false);
  });

  it("never matches when we have none", () => {
    expect(verifyWebhook(new Headers(), { current: "" })).toBe(false);
    expect(verifyWebhook(withToken(""), { current: "", previous: "" })).toBe(false);
  });

  it("may hold signs beyond ASCII, which arrive as bytes", () => {
    const bytes = Buffer.from("schlüssel 鍵", "utf8").toString("latin1");
    expect(verifyWebhook(withToken(bytes), { current: "schlüssel 鍵" })).toBe(true);
  });
});

describe("the key of a delivery", () => {
  const body = new TextEncoder().encode('{"object_kind":"issue"}');

  it("is its Idempotency-Key, else its webhook-id, else the hash of its body", () => {
    const headers = new Headers({
      "idempotency-key": "3a427872",
      "webhook-id": "msg_1",
      "x-gitlab-event-uuid": "9ceb",
    });
    expect(deliveryKey(headers, body)).toBe("3a427872");
    headers.delete("idempotency-key");
    expect(deliveryKey(headers, body)).toBe("msg_1");
    headers.delete("webhook-id");
    expect(deliveryKey(headers, body)).toBe("4e1752a9e5688acbb6bb53ef4dedbbd9401e805bd67b2689bb4329bf1c001bbb");
  });

  it.each(["", " ", "a b", "x".repeat(201)])("is not a header such as %j", (value) => {
    expect(deliveryKey(new Headers({ "idempotency-key": value }), body)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a hint", () => {
  const attributes = { project_id: 14, iid: 23 };

  it("names the issue to fetch", () => {
    const body = { object_kind: "issue", object_attributes: attributes, project: { id: 14 } };
    expect(readHint(body)).toEqual({
      kind: "issue",
      gitlabProjectId: 14n,
      iid: 23,
      wanted: true,
      malformed: false,
    });
  });

  it("takes the project from wherever the version at hand puts it", () => {
    const iid = { iid: 23 };
    expect(readHint({ object_kind: "issue", object_attributes: iid, project: { id: 5 } }).gitlabProjectId).toBe(5n);
    expect(readHint({ object_kind: "issue", object_attributes: iid, project_id: 6 }).gitlabProjectId).toBe(6n);
  });

  it("is wanted for a work item of a project, not for one of a group", () => {
    const task = { object_kind: "work_item", object_attributes: { ...attributes, type: "Task" } };
    expect(readHint(task)).toMatchObject({ wanted: true, malformed: false });
    const epic = { object_kind: "work_item", project: null, object_attributes: { iid: 1, project_id: null } };
    expect(readHint(epic)).toMatchObject({ kind: "work_item", wanted: false, malformed: false });
  });

  it.each([
    ["no object", null],
    ["text", "issue"],
    ["a list", [1]],
    ["nothing we know", { custom: "template" }],
    ["a kind that is no word", { object_kind: "<script>" }],
    ["a kind that is no text", { object_kind: 7 }],
    ["an issue without number", { object_kind: "issue", project: { id: 1 }, object_attributes: {} }],
    ["an issue without project", { object_kind: "issue", object_attributes: { iid: 1 } }],
    ["an issue without anything", { object_kind: "issue", object_attributes: null }],
    ["an iid beyond 32 bits", { object_kind: "issue", object_attributes: { project_id: 1, iid: 2 ** 31 } }],
    ["a project id that lost digits", { object_kind: "issue", object_attributes: { project_id: 2 ** 60, iid: 1 } }],
    ["ids as text", { object_kind: "issue", object_attributes: { project_id: "1", iid: "1" } }],
    ["a work item without number", { object_kind: "work_item", object_attributes: {} }],
  ])("is malformed for %s", (_, body) => {
    expect(readHint(body)).toMatchObject({ wanted: false, malformed: true });
  });

  it("never throws, and is never wanted without an id that fits the database", () => {
    const key = fc.constantFrom("object_kind", "event_name", "project", "project_id", "object_attributes", "id", "iid");
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(fc.constantFrom("issue", "work_item", "note"), fc.anything(), fc.dictionary(key, tie("tree"))),
    }));
    fc.assert(
      fc.property(tree, (body) => {
        const hint = readHint(body);
        expect(hint.wanted && hint.malformed).toBe(false);
        expect(hint.wanted && (hint.gitlabProjectId === null || hint.iid === null)).toBe(false);
      }),
    );
  });
});

describeWithRecordings("recorded deliveries", () => {
  const index = () =>
    z.array(z.object({ file: z.string(), kind: z.string() })).parse(readJson("webhooks", "INDEX.json"));
  const hintOf = (file: string) => readHint(readJson("webhooks", file));

  it("are all understood", () => {
    const files = readdirSync(recordedPath("webhooks") ?? "").filter((file) => file !== "INDEX.json");
    expect(files).toHaveLength(index().length);
    for (const file of files) expect(hintOf(file), file).toMatchObject({ malformed: false });
  });

  it("are wanted exactly where an issue of a project is meant", () => {
    const wanted = index().filter(({ file }) => hintOf(file).wanted);
    expect(wanted.every(({ file }) => file.startsWith("issue-"))).toBe(true);
    expect(wanted).toHaveLength(index().filter(({ file }) => file.startsWith("issue-")).length);
  });

  it("point at the right issue", () => {
    expect(hintOf("issue-update--drone_go-scm-1.json")).toMatchObject({ gitlabProjectId: 4_861_503n, iid: 1 });
    expect(hintOf("issue-noaction--gitlab4j_gitlab4j-api-1.json")).toMatchObject({ gitlabProjectId: 14n, iid: 23 });
    expect(hintOf("system-project_rename--go-playground_webhooks-1.json")).toMatchObject({
      kind: "project_rename",
      gitlabProjectId: 73n,
    });
  });
});
