import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createPace } from "@/worker/pace.ts";

const PAGE_MS = 100;
const page = () => sleep(PAGE_MS);

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

it("writes two pages at a time", async () => {
  const pace = createPace();
  let [writing, most] = [0, 0];
  const counted = async () => {
    most = Math.max(most, ++writing);
    await page();
    writing--;
  };
  await Promise.all([1, 2, 3, 4, 5].map(() => pace.page(counted)));
  expect(most).toBe(2);
});

it("does not rest where nobody waits for a hint", async () => {
  const pace = createPace();
  expect(await timeOf(() => pace.page(page))).toBeLessThan(3 * PAGE_MS);
});

it("rests twice as long as a page took while hints come", async () => {
  const pace = createPace();
  await pace.hint(() => Promise.resolve());
  expect(await timeOf(() => pace.page(page))).toBeGreaterThanOrEqual(3 * PAGE_MS - 5);
});

it("never keeps a hint waiting for pages", async () => {
  const pace = createPace();
  const pages = [1, 2, 3, 4].map(() => pace.page(page));
  expect(await timeOf(() => pace.hint(() => Promise.resolve()))).toBeLessThan(PAGE_MS);
  await Promise.all(pages);
});

it("answers what the work answered, and fails as it fails", async () => {
  const pace = createPace();
  expect(await pace.page(() => Promise.resolve("written"))).toBe("written");
  await expect(pace.page(() => Promise.reject(new Error("not written")))).rejects.toThrow("not written");
  expect(await pace.page(() => Promise.resolve("the next"))).toBe("the next");
});
