import { expect, test } from "vitest";
import { nextPlace, type Place } from "@/lib/sync/bootstrap-place.ts";

const START: Place = { state: "opened", page: null, closed_since: "2026-05-01T00:00:00.000Z", seen_from: null };
const CLOCKS = { serverTime: new Date("2026-11-22T12:00:00Z"), fetchStartedAt: new Date("2026-11-22T11:00:00Z") };

test("the open issues are read to their end, then the closed ones, then it is over", () => {
  const second = nextPlace(START, { ...CLOCKS, next: "page 2" });
  expect(second).toMatchObject({ state: "opened", page: "page 2", closed_since: START.closed_since });
  const closed = second && nextPlace(second, { ...CLOCKS, next: null });
  expect(closed).toMatchObject({ state: "closed", page: null, closed_since: START.closed_since });
  expect(closed && nextPlace(closed, { ...CLOCKS, next: null })).toBeNull();
});

test("the first page says from when on the polls take over, by GitLab's clock, and later pages do not move it", () => {
  const second = nextPlace(START, { ...CLOCKS, next: "page 2" });
  expect(second?.seen_from).toBe("2026-11-22T11:59:00.000Z");
  const later = { ...CLOCKS, serverTime: new Date("2026-11-22T15:00:00Z"), next: "page 3" };
  expect(second && nextPlace(second, later)).toMatchObject({ seen_from: "2026-11-22T11:59:00.000Z" });
});

test("without GitLab's clock the time before the request is taken", () => {
  const second = nextPlace(START, { ...CLOCKS, serverTime: null, next: "page 2" });
  expect(second?.seen_from).toBe("2026-11-22T10:59:00.000Z");
});
