/** A small seeded source of chance: the same seed always tells the same story, on every runtime. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  weighted<const T>(choices: readonly (readonly [T, number])[]): T;
  /** Up to `count` different items, in random order. */
  some<T>(items: readonly T[], count: number): T[];
  /** Log-normal: half of the draws are below `median`; `spread` is the deviation of the logarithm. */
  around(median: number, spread: number): number;
  /** An independent source of the same seed: draws from one never shift those of another. */
  fork(name: string): Random;
};

/** sfc32 (Chris Doty-Humphrey's small fast counting generator), seeded from a text by FNV-1a. */
export function createRandom(seed: string): Random {
  const next = sfc32(hash(`${seed}/a`), hash(`${seed}/b`), hash(`${seed}/c`));
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, int(0, items.length - 1)),
    weighted: (choices) => pickWeighted(choices, next()),
    some: (items, count) => shuffle(items, int).slice(0, count),
    around: (median, spread) => median * Math.exp(spread * normal(next)),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

function pickWeighted<T>(choices: readonly (readonly [T, number])[], draw: number): T {
  let left = draw * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  return itemAt(choices, choices.length - 1)[0];
}

function shuffle<T>(items: readonly T[], int: Random["int"]): T[] {
  const left = [...items];
  const shuffled: T[] = [];
  while (left.length > 0) shuffled.push(...left.splice(int(0, left.length - 1), 1));
  return shuffled;
}

/** Box–Muller, one of its two values. */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError("nothing to pick from an empty list");
  return item;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

function sfc32(a: number, b: number, c: number): () => number {
  let counter = 1;
  const step = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 12; round++) step();
  return step;
}
