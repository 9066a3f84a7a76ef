import type { Mould } from "./database.ts";
import { runSeed, type SeedReport } from "./run.ts";

/** A seed waits for Postgres about half of its time: two of them keep one process busy. */
const AT_ONCE = 2;
const WORKERS = [1, 2, 4];

type Seeds = {
  seeds: Iterable<number>;
  /** One, two and four in turn unless it says. */
  workers?: number;
  /** Told of each as it ends, in whatever order; true ends the rest. */
  onReport(report: SeedReport): boolean;
};

/** Runs seeds, two at a time, each with a database of its own. */
export async function runSeeds(mould: Mould, { seeds, workers, onReport }: Seeds): Promise<void> {
  const rest = seeds[Symbol.iterator]();
  let isOver = false;
  const goOn = async (): Promise<void> => {
    for (let next = rest.next(); !next.done && !isOver; next = rest.next()) {
      const seed = next.value;
      const report = await runSeed(mould, { seed, workers: workers ?? WORKERS[seed % WORKERS.length] ?? 1 });
      if (!isOver) isOver = onReport(report);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
}

/** `count` numbers from `first` on. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
