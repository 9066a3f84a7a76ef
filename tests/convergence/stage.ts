import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "@/lib/gitlab/demo/random.ts";
import type { Stage, WriteFate } from "./crew.ts";
import type { Fate } from "./line.ts";
import type { Tally } from "./tally.ts";

const ACT_SHARE = 0.35;
const HOLD_SHARE = 0.15;
const LONGEST_HOLD_MS = 12;
const LINGER_SHARE = 0.08;
const LONGEST_LINGER_MS = 8;
const FALL_SHARE = 0.03;
const SLEEP_SHARE = 0.6;

/** `canFall`: whether the seed may lose one more worker now. */
export type Play = { act(): Promise<void>; lapse(): Promise<unknown>; canFall(): boolean };

/** What goes on beside the workers' work: while it is open, things happen whenever one of them asks GitLab or writes. */
export function createStage({ random, tally }: { random: Random; tally: Tally }) {
  let play: Play | null = null;
  let isOpen = false;
  let actsLeft = 0;
  let isBusy = false;

  const actSometimes = async () => {
    if (play === null || isBusy) return;
    isBusy = true;
    try {
      while (actsLeft > 0 && random.chance(ACT_SHARE)) {
        actsLeft -= 1;
        await play.act();
      }
      await play.lapse();
    } finally {
      isBusy = false;
    }
  };

  const stage: Stage = {
    async pass(point, address): Promise<Fate> {
      if (!isOpen) return "goes on";
      await actSometimes();
      if (random.chance(HOLD_SHARE)) await wait(random.int(1, LONGEST_HOLD_MS));
      if (!play?.canFall() || !random.chance(FALL_SHARE)) return "goes on";
      const fate = random.chance(SLEEP_SHARE) ? "sleeps" : "dies";
      tally.add("crashes", `a worker ${fate} when it has ${point}`);
      tally.log(`  a worker ${fate} when it has ${point} ${address}`);
      return fate;
    },
    fateOfWrite(): WriteFate {
      if (!isOpen || !play?.canFall() || !random.chance(FALL_SHARE)) return "goes on";
      const fate = random.pick(["dies before commit", "dies after commit"] as const);
      tally.add("crashes", `a worker ${fate}`);
      tally.log(`  a worker ${fate}`);
      return fate;
    },
    async linger() {
      if (isOpen && random.chance(LINGER_SHARE)) await wait(random.int(1, LONGEST_LINGER_MS));
    },
  };
  return {
    ...stage,
    play: (next: Play) => {
      play = next;
    },
    /** `acts`: how many things may happen until it shuts. */
    open: (acts: number) => {
      isOpen = true;
      actsLeft = acts;
    },
    shut: () => {
      isOpen = false;
    },
  };
}
