import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import {
  parseWire,
  wireGroupSchema,
  wireIssueSchema,
  wireIssueStatisticsSchema,
  wireLabelEventSchema,
  wireLabelSchema,
  wireMilestoneSchema,
  wireProjectSchema,
  wireStateEventSchema,
  wireUserSchema,
} from "@/lib/gitlab/schemas.ts";
import { describeWithRecordings, readJsonLines } from "../../support/recorded.ts";

const ISSUE = {
  id: 92_644_284,
  iid: 2,
  project_id: 29_121_611,
  title: "A title",
  description: null,
  state: "opened",
  created_at: "2021-08-26T14:11:58.190Z",
  updated_at: "2021-08-26T16:16:11.792+02:00",
  labels: [],
  web_url: "https://gitlab.example.com/group/project/-/issues/2",
};
const USER = { id: 7, username: "uma-wold", name: "Uma Wold" };

describeWithRecordings("recorded payloads", () => {
  it.each([
    ["issues.jsonl", 125, wireIssueSchema],
    ["issue-versions.jsonl", 55, wireIssueSchema],
    ["projects.jsonl", 43, wireProjectSchema],
    ["users.jsonl", 238, wireUserSchema],
    ["groups.jsonl", 25, wireGroupSchema],
    ["labels.jsonl", 4, wireLabelSchema],
    ["milestones.jsonl", 25, wireMilestoneSchema],
    ["label_events.jsonl", 9, wireLabelEventSchema],
    ["state_events.jsonl", 5, wireStateEventSchema],
  ])("accepts each line of %s", (file, lines, schema) => {
    const payloads = readJsonLines("recorded", file);
    expect(payloads).toHaveLength(lines);
    for (const payload of payloads) expect(() => parseWire(schema, payload, file)).not.toThrow();
  });

  it("keeps every value of a recorded issue, used here or not", () => {
    const payloads = z.array(z.looseObject({})).parse(readJsonLines("recorded", "issues.jsonl"));
    for (const payload of payloads) {
      const { moved_to_id: _, ...rest } = payload;
      expect(parseWire(wireIssueSchema, payload, "issues.jsonl")).toMatchObject(rest);
    }
  });

  it("reads a move to issue 0, as one recording has it, as no move", () => {
    const [moved] = readJsonLines("recorded", "issues.jsonl").filter((payload) => hasMovedTo(payload, 0));
    expect(parseWire(wireIssueSchema, moved, "issues.jsonl").moved_to_id).toBeNull();
  });
});

describe("an issue", () => {
  it("gets what older versions leave out", () => {
    expect(read(ISSUE)).toMatchObject({
      assignees: [],
      author: null,
      closed_at: null,
      confidential: false,
      due_date: null,
      issue_type: "issue",
      milestone: null,
      moved_to_id: null,
      weight: null,
      _links: {},
    });
  });

  it("takes its type from `type` where `issue_type` is absent", () => {
    expect(read({ ...ISSUE, type: "TEST_CASE" }).issue_type).toBe("test_case");
    expect(read({ ...ISSUE, type: "ISSUE", issue_type: "incident" }).issue_type).toBe("incident");
  });

  it("takes its assignees from `assignee` where only that is present", () => {
    expect(read({ ...ISSUE, assignee: USER }).assignees).toMatchObject([USER]);
    expect(read({ ...ISSUE, assignee: USER, assignees: [] }).assignees).toEqual([]);
  });

  it("may be closed without anyone knowing when or by whom", () => {
    expect(read({ ...ISSUE, state: "closed", closed_at: null, closed_by: null }).closed_at).toBeNull();
  });

  it("has labels as names or with their details, even side by side", () => {
    const details = { id: 3, name: "Doing", color: "#428BCA", description: null, text_color: "#FFFFFF" };
    expect(read({ ...ISSUE, labels: ["bug", details] }).labels).toEqual(["bug", details]);
  });

  it("keeps instants and dates as the text GitLab sent", () => {
    const issue = read({ ...ISSUE, due_date: "2026-03-08" });
    expect(issue.due_date).toBe("2026-03-08");
    expect(issue.updated_at).toBe("2021-08-26T16:16:11.792+02:00");
  });

  it("carries ids beyond 32 bits", () => {
    expect(read({ ...ISSUE, id: Number.MAX_SAFE_INTEGER }).id).toBe(9_007_199_254_740_991);
  });

  it.each([
    ["no object at all", "<html>", "its top"],
    ["a list", [], "its top"],
    ["no id", { ...ISSUE, id: undefined }, "id"],
    ["an id as text", { ...ISSUE, id: "92644284" }, "id"],
    ["an id that lost digits", { ...ISSUE, id: 2 ** 53 }, "id"],
    ["a broken id", { ...ISSUE, id: 1.5 }, "id"],
    ["an iid beyond 32 bits", { ...ISSUE, iid: 2 ** 31 }, "iid"],
    ["iid 0", { ...ISSUE, iid: 0 }, "iid"],
    ["no title", { ...ISSUE, title: null }, "title"],
    ["a title with NUL", { ...ISSUE, title: "a\0b" }, "title"],
    ["half a surrogate pair", { ...ISSUE, description: "\ud83d" }, "description"],
    ["another state", { ...ISSUE, state: "merged" }, "state"],
    ["an instant without a zone", { ...ISSUE, updated_at: "2021-08-26T14:11:58" }, "updated_at"],
    ["a webhook's instant", { ...ISSUE, updated_at: "2018-09-15 19:08:43 UTC" }, "updated_at"],
    ["a day that does not exist", { ...ISSUE, created_at: "2026-02-30T00:00:00Z" }, "created_at"],
    ["an instant for a date", { ...ISSUE, due_date: "2026-03-08T00:00:00Z" }, "due_date"],
    ["a date that does not exist", { ...ISSUE, due_date: "2026-02-30" }, "due_date"],
    ["no labels", { ...ISSUE, labels: undefined }, "labels"],
    ["a number for a label", { ...ISSUE, labels: ["bug", 3] }, "labels[1]"],
    ["an assignee without id", { ...ISSUE, assignees: [{ ...USER, id: null }] }, "assignees[0].id"],
    ["an author of text", { ...ISSUE, author: "uma" }, "author"],
    ["a milestone without title", { ...ISSUE, milestone: { id: 1 } }, "milestone.title"],
    ["a weight of text", { ...ISSUE, weight: "3" }, "weight"],
  ])("is refused with %s, naming the place", (_, value, path) => {
    const error = catchError(() => read(value));
    expect(error).toMatchObject({ code: "gitlab_malformed", faults: [{ field: path === "its top" ? "" : path }] });
    expect(error.message).toContain(` ${path}: `);
  });
});

describe("other payloads", () => {
  it("name the row of a list and never quote a value", () => {
    const rows = [ISSUE, { ...ISSUE, title: { secret: "glpat-hunter2" } }];
    const error = catchError(() => parseWire(z.array(wireIssueSchema), rows, "/projects/1/issues"));
    expect(error.message).toBe(
      "GitLab's answer to /projects/1/issues is not as documented. [1].title: expected string, received object",
    );
  });

  it("may be a label event whose label was deleted", () => {
    const event = { id: 1, action: "add", created_at: ISSUE.created_at, label: null, user: USER };
    expect(parseWire(wireLabelEventSchema, event, "events").label).toBeNull();
    expect(() => parseWire(wireLabelEventSchema, { ...event, action: "rename" }, "events")).toThrow(/action/);
  });

  it("are counts without their wrapping", () => {
    const counts = { all: 12, closed: 5, opened: 7 };
    const answer = { statistics: { counts } };
    expect(parseWire(wireIssueStatisticsSchema, answer, "statistics")).toEqual(counts);
    expect(() => parseWire(wireIssueStatisticsSchema, counts, "statistics")).toThrow(/statistics: expected object/);
  });
});

function read(value: unknown) {
  return parseWire(wireIssueSchema, value, "/projects/1/issues/2");
}

function hasMovedTo(payload: unknown, id: number): boolean {
  return z.object({ moved_to_id: z.literal(id) }).safeParse(payload).success;
}

function catchError(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error("no AppError was thrown");
}
