import { describe, expect, it } from "vitest";
import { normalizeIssue } from "@/lib/issues/normalize.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

describe("a normalised issue", () => {
  it("hashes equal whatever the order of labels and assignees", () => {
    const [a, b] = [wireLabel("a"), wireLabel("b")];
    const one = normalizeIssue(wireIssue({ labels: [a, b], assignees: [wireUser(2), wireUser(3)] }));
    const other = normalizeIssue(wireIssue({ labels: [b, a], assignees: [wireUser(3), wireUser(2)] }));
    expect(other).toEqual(one);
  });

  it("hashes equal after a label or a person was renamed: those change apart from the issue", () => {
    const before = normalizeIssue(wireIssue({ labels: [wireLabel("old", 5)], author: wireUser(1, "Ann") }));
    const after = normalizeIssue(wireIssue({ labels: [wireLabel("new", 5)], author: wireUser(1, "Anna") }));
    expect(after.content_hash).toBe(before.content_hash);
  });

  it("hashes equal after a comment or a mention moved updated_at: nothing that is mirrored changed", () => {
    const commented = normalizeIssue(wireIssue({ updated_at: "2026-03-01T09:00:00.001Z" }));
    expect(commented.content_hash).toBe(normalizeIssue(wireIssue()).content_hash);
  });

  it.each([
    ["title", { title: "x" }],
    ["description", { description: "" }],
    ["state", { state: "closed" }],
    ["due_date", { due_date: "2026-03-02" }],
    ["confidential", { confidential: true }],
    ["labels", { labels: [wireLabel("a")] }],
    ["assignees", { assignees: [wireUser(2)] }],
    ["author", { author: null }],
    ["milestone", { milestone: { id: 1, title: "m" } }],
    ["moved_to_id", { moved_to_id: 9 }],
    ["closed_as_duplicate_of", { _links: { closed_as_duplicate_of: "https://gitlab.test/x" } }],
  ])("hashes differently when %s changes", (_field, change) => {
    expect(normalizeIssue(wireIssue(change)).content_hash).not.toBe(normalizeIssue(wireIssue()).content_hash);
  });

  it("keeps only colours and addresses that are safe to show", () => {
    const label = { ...wireLabel("x"), color: "red;background:url(//evil)" };
    const record = normalizeIssue(wireIssue({ labels: [label], web_url: "javascript:alert(1)" }));
    expect(record.labels[0]?.color).toBe("#6b7280");
    expect(record.web_url).toBe("");
  });

  it("reads an instant with an offset as the same instant in UTC", () => {
    const record = normalizeIssue(wireIssue({ created_at: "2026-03-01T02:30:00.000+05:30" }));
    expect(record.created_at_gitlab).toBe("2026-02-28T21:00:00.000Z");
  });
});
