import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { File } from "./faults.ts";
import { MADE_BY_TOOLS } from "./rooms.ts";

/** Every file that people wrote under `root`, with its text. */
export function readHouse(root: string): File[] {
  return pathsUnder(root, root).map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function pathsUnder(root: string, folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => a.name.localeCompare(b.name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (MADE_BY_TOOLS.includes(relative(root, path))) return [];
    return entry.isDirectory() ? pathsUnder(root, path) : [relative(root, path)];
  });
}
