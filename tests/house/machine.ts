import { readFileSync } from "node:fs";

const TICK_MS = 250;
// The columns of /proc/stat's first line: proc_stat(5).
const [IDLE, WAITING, STOLEN] = [3, 4, 7];

/**
 * Watches how the machine fares until it is asked: how much of its time was spent, waited for its disk, and taken by other machines, and
 * the longest time for which nothing ran here. So a late test can be told from a slow machine. Linux only; elsewhere the last is all.
 */
export function watchMachine(): () => string {
  const before = readTimes();
  let [last, longestMs] = [performance.now(), 0];
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last - TICK_MS);
    last = performance.now();
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    return words(
      readTimes().map((time, place) => time - (before[place] ?? 0)),
      longestMs,
    );
  };
}

function words(times: readonly number[], longestMs: number): string {
  const still = `still for ${(longestMs / 1000).toFixed(1)} s at most`;
  const whole = times.reduce((sum, time) => sum + time, 0);
  if (whole === 0) return still;
  const share = (time = 0) => `${Math.round((100 * time) / whole)} %`;
  const [idle = 0, waiting = 0, stolen = 0] = [IDLE, WAITING, STOLEN].map((column) => times[column]);
  return `busy ${share(whole - idle - waiting - stolen)}, disk ${share(waiting)}, stolen ${share(stolen)}, ${still}`;
}

/** In ticks of the clock, a column each; none where it is not Linux. */
function readTimes(): number[] {
  try {
    const [first = ""] = readFileSync("/proc/stat", "utf8").split("\n");
    return first.split(/\s+/).slice(1, 9).map(Number);
  } catch {
    return [];
  }
}
