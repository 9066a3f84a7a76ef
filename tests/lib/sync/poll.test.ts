import { expect, test } from "vitest";
import { newestSeen } from "@/lib/sync/poll.ts";

test("the cursor goes to the newest change, not back, and not past the poll's first answer", () => {
  const before = new Date("2026-11-22T10:00:00Z");
  const askedAt = new Date("2026-11-22T12:00:00Z");
  const after = (...times: string[]) =>
    newestSeen(
      before,
      times.map((updated_at) => ({ updated_at })),
      askedAt,
    );
  expect(after()).toEqual(before);
  expect(after("2026-11-22T09:00:00.000Z")).toEqual(before);
  expect(after("2026-11-22T11:00:00.123Z", "2026-11-22T10:30:00.000Z")).toEqual(new Date("2026-11-22T11:00:00.123Z"));
  expect(after("2099-01-01T00:00:00.000Z", "2026-11-22T11:00:00.000Z")).toEqual(new Date("2026-11-22T11:00:00Z"));
  // changed behind the walk, after the first page was answered: left for the next poll
  expect(after("2026-11-22T12:00:01.001Z", "2026-11-22T12:00:00.999Z")).toEqual(new Date("2026-11-22T12:00:00.999Z"));
});
