export type Pace = {
  /** Takes one for the key: null when it may go on, else in how many seconds it may. */
  take(key: string, nowMs: number): number | null;
};

/** At most so many a key in any stretch of that length, in this process. What is over is forgotten. */
export function createPace({ most, withinMs }: { most: number; withinMs: number }): Pace {
  const takenAt = new Map<string, number[]>();
  const forgetOld = (nowMs: number) => {
    for (const [key, times] of takenAt) if ((times.at(-1) ?? 0) <= nowMs - withinMs) takenAt.delete(key);
  };
  const take = (key: string, nowMs: number): number | null => {
    forgetOld(nowMs);
    const recent = (takenAt.get(key) ?? []).filter((time) => time > nowMs - withinMs);
    const [first] = recent;
    if (first !== undefined && recent.length >= most) return Math.ceil((first + withinMs - nowMs) / 1_000);
    takenAt.set(key, [...recent, nowMs]);
    return null;
  };
  return { take };
}
