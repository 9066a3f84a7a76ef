/** The value that this share (0 to 1) of the values do not exceed, rounded to so many digits; null where there is none. */
export function percentile(values: readonly number[], share: number, digits = 0): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : Number(value.toFixed(digits));
}
