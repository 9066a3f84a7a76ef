import type { LineLook, Paint } from "./chart-table.ts";

const DASHES: Record<LineLook, string | undefined> = { line: undefined, dashed: "6 4", dotted: "1.5 4" };

export function isLine(look: Paint["look"]): look is LineLook {
  return look in DASHES;
}

/** The dashes of a line, as SVG writes them. */
export function lineDash(look: Paint["look"]): string | undefined {
  return isLine(look) ? DASHES[look] : undefined;
}
