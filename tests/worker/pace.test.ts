import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createPace } from "@/worker/pace.ts";

const PAGE_MS = 100;
const page = () => sleep(PAGE_MS);

/** Which of these is done first: on a machine that is busy with other things milliseconds say nothing. */
const firstOf = (works: Record<string, Promise<unknown>>) =>
  Promise.race(Object.entries(works).map(([name, work]) => work.then(() => name)));

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
  const written = page();
  const asLongAgain = written.then(page);
  expect(await firstOf({ page: createPace().page(() => written), asLongAgain })).toBe("page");
});

it("rests twice as long as a page took while hints come", async () => {
  const pace = createPace();
  await pace.hint(() => Promise.resolve());
  const began = performance.now();
  await pace.page(page);
  expect(performance.now() - began).toBeGreaterThanOrEqual(3 * PAGE_MS - 5);
});

it("never keeps a hint waiting for pages", async () => {
  const pace = createPace();
  const pages = [1, 2, 3, 4].map(() => pace.page(page));
  const hint = pace.hint(() => Promise.resolve());
  expect(await firstOf({ page: Promise.race(pages), hint })).toBe("hint");
  await Promise.all(pages);
});

it("answers what the work answered, and fails as it fails", async () => {
  const pace = createPace();
  expect(await pace.page(() => Promise.resolve("written"))).toBe("written");
  await expect(pace.page(() => Promise.reject(new Error("not written")))).rejects.toThrow("not written");
  expect(await pace.page(() => Promise.resolve("the next"))).toBe("the next");
});
