import { expect } from "@playwright/test";
import { countLeft } from "@/tests/soak/drained.ts";
import type { Facts } from "./facts.ts";

const AT_REST_WITHIN_MS = 120_000;

/** Waits until the worker has nothing left to do: until then what is shown may become other by itself. */
export async function untilAtRest({ database }: Pick<Facts, "database">): Promise<void> {
  await expect.poll(() => countLeft(database), { timeout: AT_REST_WITHIN_MS }).toBe(0);
}
