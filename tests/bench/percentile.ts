/** The value that this share (0 to 1) of the sorted values do not exceed, rounded to whole numbers; null where there is none. */
export function percentile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : Math.round(value);
}
