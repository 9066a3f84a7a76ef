import { expect, test } from "vitest";
import { normalizeLabel } from "@/lib/labels/normalize.ts";
import { wireLabel } from "@/tests/support/wire-issue.ts";

const colorOf = (color: string) => normalizeLabel({ ...wireLabel("bug"), color }).color;

test("a colour is kept as GitLab writes it, in small letters", () => {
  expect(colorOf("#FF00aa")).toBe("#ff00aa");
});

test.each(["", "red", "#fff", "#12345g", "#123456;background:url(//evil.example)", "#123456\n", "url(x)", " #123456"])(
  "%j is no colour, and becomes grey",
  (color) => {
    expect(colorOf(color)).toBe("#6b7280");
  },
);
