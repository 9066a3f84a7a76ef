/** What a seed did: how often each thing happened, and the lines by which a failed one can be followed. */
export type Tally = ReturnType<typeof createTally>;
export type Counts = Record<string, number>;

const KEPT_LINES = 4_000;

export function createTally() {
  const counts: Record<"operations" | "faults" | "crashes", Counts> = { operations: {}, faults: {}, crashes: {} };
  const lines: string[] = [];
  const add = (kind: keyof typeof counts, name: string, times = 1) => {
    counts[kind][name] = (counts[kind][name] ?? 0) + times;
  };
  return {
    counts,
    lines,
    add,
    log: (line: string) => {
      if (lines.length < KEPT_LINES) lines.push(line);
    },
  };
}

export function addCounts(sum: Counts, more: Counts): void {
  for (const [name, times] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + times;
}
