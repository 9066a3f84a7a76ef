import { lookUpProcess, type ProcessFacts } from "@/lib/process.ts";

const LOOK_INTERVAL_MS = 1_000;
const MAX_LEVELS = 8;

const PACKAGE_RUNNER = /^(\S*\/)?(bun(x|\.exe)?|npm|npx)\s.*\b(run|exec|npx)\b/;
const NODE_RUNNER = /^\S*node\s.*\b(npm|npx|bunx?)\b.*\s(run|exec|bun)/;
const SHELL_STEP = /^(\S*\/)?(sh|bash|dash)\s-c\s/;

/**
 * The `npx`, `npm` and `bun run` processes that this one was started through, nearest first. When one of them is killed
 * it cannot tell us, and we would run on unseen. Shells and whatever stands above the outermost runner do not count:
 * a terminal may be closed over a demo left running on purpose.
 */
export function findStarters(
  pid: number,
  lookUp: (pid: number) => ProcessFacts | null = lookUpProcess,
): ProcessFacts[] {
  const starters: ProcessFacts[] = [];
  let facts = lookUp(lookUp(pid)?.parent ?? 0);
  for (let level = 0; facts && level < MAX_LEVELS; level++) {
    if (PACKAGE_RUNNER.test(facts.command) || NODE_RUNNER.test(facts.command)) starters.push(facts);
    else if (!SHELL_STEP.test(facts.command)) break;
    facts = lookUp(facts.parent);
  }
  return starters;
}

/** Calls `ended` once when one of the starters is gone. Does not keep the process alive. */
export function watchStarters(starters: ProcessFacts[], ended: () => void): void {
  const timer = setInterval(() => {
    if (starters.every((starter) => lookUpProcess(starter.pid)?.identity === starter.identity)) return;
    clearInterval(timer);
    ended();
  }, LOOK_INTERVAL_MS);
  timer.unref();
}
