/** How many mistakes a word may have and still be read as another, by its length. */
export function mistakesAllowed(word: string): number {
  return [...word].length < LONG_CHARACTERS ? 1 : 2;
}

const LONG_CHARACTERS = 8;

/**
 * In how many steps one word becomes the other, each a character put in, left out, replaced, or two neighbours swapped, none of
 * them touched twice (optimal string alignment).
 */
export function distanceBetween(one: string, other: string): number {
  const [from, to] = [[...one], [...other]];
  let twoBefore: number[] = [];
  let before = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, character] of from.entries()) {
    const row = [index + 1];
    for (const [column, wanted] of to.entries()) {
      const steps = [
        at(row, column) + 1,
        at(before, column + 1) + 1,
        at(before, column) + (character === wanted ? 0 : 1),
      ];
      const isSwap = index > 0 && column > 0 && character === to[column - 1] && from[index - 1] === wanted;
      if (isSwap) steps.push(at(twoBefore, column - 1) + 1);
      row.push(Math.min(...steps));
    }
    [twoBefore, before] = [before, row];
  }
  return at(before, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
