const SHORTEST = 4;
const LONG = 8;

/**
 * The known words at the smallest distance from one that nothing has: one step for 4 to 7 characters, two from 8 on. Numbers are
 * never read as others.
 */
export function nearestWords(word: string, known: Iterable<string>): string[] {
  if (word.length < SHORTEST || /^\p{N}+$/u.test(word)) return [];
  let reach = word.length < LONG ? 1 : 2;
  let nearest: string[] = [];
  for (const other of known) {
    if (other.length < SHORTEST || Math.abs(other.length - word.length) > reach) continue;
    const steps = distance(word, other);
    if (steps > reach) continue;
    if (steps < reach) nearest = [];
    reach = steps;
    nearest.push(other);
  }
  return nearest;
}

/** How many letters to put in, take out, replace or swap with a neighbour; no letter is touched twice. */
export function distance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const rows = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (_unused, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? at(row - 2, column - 2) + 1 : Infinity;
      const steps = Math.min(replaced, swapped, at(row - 1, column) + 1, at(row, column - 1) + 1);
      const line = rows[row];
      if (line) line[column] = steps;
    }
  }
  return at(a.length, b.length);
}
