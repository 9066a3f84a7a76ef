"use client";

import { useSyncExternalStore } from "react";

const TICK_MS = 15_000;
const SERVER_CACHE_MS = 1_000;

/** The present, and the zone to write times in: undefined is the reader's own. */
type Now = { date: Date; zone: string | undefined };

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let present: Now | null = null;
let presentOnServer: Now | null = null;

/**
 * The present, anew every 15 s: one clock for all that show an age. The server does not know the reader's zone: there, and
 * while the browser takes its page over, times are written in UTC.
 */
export function useNow(): Now {
  return useSyncExternalStore(subscribe, readNow, readNowOnServer);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
    present = null;
  };
}

/** Kept between ticks: React compares what it gets, and a value that is always new would never settle. */
function readNow(): Now {
  present ??= { date: new Date(), zone: undefined };
  return present;
}

function readNowOnServer(): Now {
  const isOld = presentOnServer === null || Date.now() - presentOnServer.date.getTime() > SERVER_CACHE_MS;
  if (presentOnServer === null || isOld) presentOnServer = { date: new Date(), zone: "UTC" };
  return presentOnServer;
}

function tick(): void {
  present = { date: new Date(), zone: undefined };
  for (const listener of listeners) listener();
}
