import { z } from "zod";
import { createRandom } from "./random.ts";

export const FAULT_KINDS = [
  ...(["rate_limited", "server_error", "bad_gateway", "login_page", "slow", "reset", "truncated", "endless"] as const),
  ...(["unauthorized", "forbidden", "not_found"] as const),
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * One way in which the demo GitLab fails. `times`: the next so many requests; `share`: the chance of each; neither: all.
 * `path`: a regular expression on path and query. `seconds`: what `Retry-After` says, absent for none. `delay_ms`: how
 * long the answer is waited for.
 */
export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  times: z.int().positive().optional(),
  share: z.number().min(0).max(1).optional(),
  path: z.string().refine(isPattern, "is no regular expression").optional(),
  seconds: z.int().nonnegative().optional(),
  delay_ms: z.int().nonnegative().max(600_000).optional(),
});
export type Fault = z.output<typeof faultSchema>;

export const faultsSchema = z.object({ faults: z.array(faultSchema) });

export type Faults = {
  /** Takes the place of all faults there were. @throws ZodError for one that is none. */
  set(faults: readonly Fault[]): void;
  clear(): void;
  /** `hits`: how often each of the list struck; `counts`: how often each kind did since the start. */
  state(): { faults: (Fault & { hits: number })[]; counts: Record<FaultKind, number> };
  /** What strikes a request: any number of `slow`, then at most one that is worse. Never anything under `/demo/`. */
  draw(address: string): Fault[];
};

/** Chance is seeded anew with every list, and apart for each of its faults: the same requests meet the same faults. */
export function createFaults(seed: number): Faults {
  let armed: Armed[] = [];
  const counts = noCounts();
  const set = (faults: readonly Fault[]) => {
    const parsed = z.array(faultSchema).parse(faults);
    armed = parsed.map((fault, index) => arm(fault, `fault ${seed} ${index}`));
  };
  return {
    set,
    clear: () => set([]),
    state: () => ({ faults: armed.map(({ fault, hits }) => ({ ...fault, hits: hits() })), counts: { ...counts } }),
    draw(address) {
      if (address.startsWith("/demo/")) return [];
      const struck: Fault[] = [];
      for (const { fault, strikes } of armed) {
        if (!strikes(address)) continue;
        counts[fault.kind]++;
        struck.push(fault);
        if (fault.kind !== "slow") break;
      }
      return struck;
    },
  };
}

type Armed = { fault: Fault; hits: () => number; strikes: (address: string) => boolean };

function arm(fault: Fault, seed: string): Armed {
  const { times = Infinity, share, path } = fault;
  const random = createRandom(seed);
  const pattern = path === undefined ? null : new RegExp(path);
  let hits = 0;
  return {
    fault,
    hits: () => hits,
    strikes(address) {
      if (hits >= times || pattern?.test(address) === false) return false;
      if (share !== undefined && !random.chance(share)) return false;
      hits++;
      return true;
    },
  };
}

function noCounts(): Record<FaultKind, number> {
  return {
    rate_limited: 0,
    server_error: 0,
    bad_gateway: 0,
    login_page: 0,
    slow: 0,
    reset: 0,
    truncated: 0,
    endless: 0,
    unauthorized: 0,
    forbidden: 0,
    not_found: 0,
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
