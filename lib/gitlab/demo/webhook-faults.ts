import { z } from "zod";
import { createRandom } from "./random.ts";

const share = z.number().min(0).max(1).default(0);

/**
 * How deliveries go wrong: all of them dropped, or a share of them dropped, doubled (with the same `Idempotency-Key`) or
 * overtaken by the next one to the same hook; `delay_ms` is waited for before each. With `auto_disable` a hook that fails is
 * switched off for a time, as on gitlab.com; where GitLab is one's own that is off from the start.
 */
export const deliverySchema = z.strictObject({
  deliver: z.enum(["on", "drop"]).default("on"),
  dropped: share,
  doubled: share,
  reordered: share,
  delay_ms: z.int().nonnegative().max(600_000).default(0),
  auto_disable: z.boolean().default(false),
});
export type Delivery = z.output<typeof deliverySchema>;

export type Fate = { isDropped: boolean; isDoubled: boolean; isHeld: boolean };

/** What becomes of each delivery, in the order of sending. Each kind of chance is drawn apart, and always. */
export function createChance(seed: number): { draw(delivery: Delivery): Fate } {
  const random = createRandom(`webhooks ${seed}`);
  const [drop, double, hold] = [random.fork("dropped"), random.fork("doubled"), random.fork("reordered")];
  return {
    draw({ deliver, dropped, doubled, reordered }) {
      const fate = {
        isDropped: drop.chance(dropped),
        isDoubled: double.chance(doubled),
        isHeld: hold.chance(reordered),
      };
      return deliver === "drop" ? { ...fate, isDropped: true } : fate;
    },
  };
}
