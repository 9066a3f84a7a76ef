import { useEffect, useState } from "react";

const waiting = new Set<() => Promise<void>>();
let isRunning = false;

/**
 * Whether it is this one's turn, which begins with `load`; it stays so. Those that wait get it one after the other, each in a task of its
 * own: several drawings at once would keep the page from answering for half a second. `load` must stay the same, and not fail.
 */
export function useTurn(load: () => Promise<unknown>): boolean {
  const [isOurs, setOurs] = useState(false);
  useEffect(() => {
    let gone = false;
    const take = async () => {
      await load();
      if (!gone) setOurs(true);
    };
    waiting.add(take);
    if (!isRunning) void giveTurns();
    return () => {
      gone = true;
      waiting.delete(take);
    };
  }, [load]);
  return isOurs;
}

async function giveTurns(): Promise<void> {
  isRunning = true;
  for (const take of waiting) {
    waiting.delete(take);
    await take();
    // What was clicked meanwhile goes first.
    await new Promise((resolve) => setTimeout(resolve));
  }
  isRunning = false;
}
