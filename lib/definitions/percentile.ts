/** The value in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  return percentile(values, 0.5);
}

/** The value that 85 of 100 do not exceed; null of none. */
export function p85(values: readonly number[]): number | null {
  return percentile(values, 0.85);
}

/**
 * Postgres' `percentile_cont(share) within group (order by value)`, to the last bit: between two values it goes in a straight
 * line. `share` is from 0 to 1; null of no values.
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return null;
  return low === high ? low : low + (place - Math.floor(place)) * (high - low);
}
