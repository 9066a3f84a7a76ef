import { z } from "zod";
import { askApi, type Asker } from "./reads-ask.ts";
import type { World } from "./reads-world.ts";

const TRIED = 50;
const SHORTEST = 8;

const answerSchema = z.object({ read_as: z.array(z.object({ word: z.string(), instead: z.array(z.string()) })) });

/**
 * A word of some title with a letter left out that nothing holds, and what the product says it reads it as: which words are near is
 * held against a reckoning of its own in the tests, here only how long it takes.
 */
export async function readTypo(world: World, asker: Asker): Promise<{ word: string; near: string[] }> {
  for (const { word } of world.titles.filter((found) => found.word.length >= SHORTEST).slice(0, TRIED)) {
    const typo = `${word.slice(0, 3)}${word.slice(4)}`;
    const { read_as: readAs } = answerSchema.parse(JSON.parse(await askApi({ path: `/api/search?q=${typo}` }, asker)));
    const near = readAs[0]?.instead ?? [];
    if (near.length > 0) return { word: typo, near };
  }
  throw new Error(`none of ${TRIED} misspelt words was read as another`);
}
