import type { Locator, Page } from "@playwright/test";

/** What a task asks of the hands: presses of the pointer, presses of keys, and moves between the two. */
export type Hands = { clicks: number; keys: number; moves: number };

/** One thing that a hand does: a click, a chord of keys, or a text that is typed. */
export type Step = { click: string } | { press: string } | { type: string };

const COUNTED = "__backtrakHandDid";

/** Counts what is done to the page from now on, over all that is opened in it. */
export async function countHands(page: Page) {
  const did: ("click" | "key")[] = [];
  await page.exposeBinding(COUNTED, (_source, kind: "click" | "key") => void did.push(kind));
  const listen = (name: string) => {
    const tell = (kind: string) => (Reflect.get(window, name) as (kind: string) => void)(kind);
    document.addEventListener("pointerdown", () => tell("click"), { capture: true });
    document.addEventListener("keydown", () => tell("key"), { capture: true });
  };
  await page.addInitScript(listen, COUNTED);
  await page.evaluate(listen, COUNTED);
  return {
    done: () => handsOf(did),
    /** A list that the browser itself draws, out of the page's sight: a click opens it and another takes the value. */
    select: async (list: Locator, value: string) => {
      did.push("click", "click");
      await list.selectOption(value);
    },
  };
}

export type Counted = Awaited<ReturnType<typeof countHands>>;

/** The same of what is written down step by step; a chord is as many keys as are pressed for it. */
export function plannedHands(steps: readonly Step[]): Hands {
  return handsOf(
    steps.flatMap((step) => {
      if ("click" in step) return ["click"];
      return Array.from("press" in step ? step.press.split("+") : step.type, () => "key" as const);
    }),
  );
}

function handsOf(did: readonly ("click" | "key")[]): Hands {
  return {
    clicks: did.filter((kind) => kind === "click").length,
    keys: did.filter((kind) => kind === "key").length,
    moves: did.filter((kind, place) => place > 0 && kind !== did[place - 1]).length,
  };
}

/**
 * "3 clicks, 6 keys, 6.4 s": seconds that hands need, by the keystroke-level model (Card, Moran and Newell, 1980): 1.1 to point and
 * 0.2 to press, 0.28 a key of an average typist, 0.4 from the keyboard to the pointer or back. Without the time to think and to
 * wait.
 */
export function handWords({ clicks, keys, moves }: Hands): string {
  const seconds = clicks * 1.3 + keys * 0.28 + moves * 0.4;
  return [counted(clicks, "click"), counted(keys, "key"), `${seconds.toFixed(1)} s`].filter(Boolean).join(", ");
}

function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
