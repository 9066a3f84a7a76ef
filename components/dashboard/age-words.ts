type Age = { from_days: number; to_days: number | null };
type Words = { key: string; tick: string; name: string };

/** An age of so many days and parts of days: at least the first, less than the second. */
export function ageWords({ from_days: from, to_days: to }: Age): Words {
  const key = String(from);
  if (to === null) return { key, tick: `${from}+ d`, name: `${from} days and more` };
  if (from === 0) return { key, tick: `< ${to} d`, name: to === 1 ? "Less than a day" : `Less than ${to} days` };
  return { key, tick: `${from}–${to} d`, name: `${from} to ${to} days` };
}

/** Late by so many whole days: `to_days` is the first that is too many. */
export function lateWords({ from_days: from, to_days: to }: Age): Words {
  const key = String(from);
  if (to === null) return { key, tick: `${from}+ d`, name: `${from} days and more` };
  return { key, tick: `${from}–${to - 1} d`, name: `${from} to ${to - 1} days` };
}
