/** Gives every thing a number of its own, the recorded one where nobody else came first. */
export type Numbering = (recordedId: number, identity: string) => number;

/**
 * The recordings come from several GitLabs, so one id may stand for two things. The first keeps it, the next one gets the
 * first free number above all of them; the order of the recordings decides, so it is the same at every start.
 */
export function createNumbering(recordedIds: Iterable<number>): Numbering {
  const taken = new Map<number, string>();
  const numbers = new Map<string, number>();
  let last = 0;
  for (const id of recordedIds) last = Math.max(last, id);
  return (recordedId, identity) => {
    const known = numbers.get(identity);
    if (known !== undefined) return known;
    const id = taken.has(recordedId) ? ++last : recordedId;
    taken.set(id, identity);
    numbers.set(identity, id);
    return id;
  };
}
