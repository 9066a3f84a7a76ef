import { expect, test } from "vitest";
import { createPace } from "@/lib/pace.ts";

test("so many a key in any minute, and the next as soon as the first of them is a minute ago", () => {
  const pace = createPace({ most: 2, withinMs: 60_000 });
  expect([pace.take("a", 0), pace.take("a", 10_000), pace.take("b", 10_000)]).toEqual([null, null, null]);
  expect(pace.take("a", 10_001)).toBe(50);
  expect(pace.take("a", 59_999)).toBe(1);
  expect(pace.take("a", 60_000)).toBeNull();
  expect(pace.take("a", 60_000)).toBe(10);
  expect(pace.take("a", 70_000)).toBeNull();
});
