import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A small patch that breaks one thing which the mirror rests on. */
export type Mutant = {
  name: string;
  path: string;
  /** What it breaks, in one sentence: the patch's first line. */
  says: string;
  /** The test that must fail, where convergence cannot show it: `Caught by: path` in the patch's second line. */
  caughtBy: string | null;
};

const FOLDER = import.meta.dirname;

/** Every mutant there is, by name. */
export function readMutants(): Mutant[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".patch"));
  return files.toSorted().map((file) => {
    const path = join(FOLDER, file);
    const [says = "", second = ""] = readFileSync(path, "utf8").split("\n");
    return { name: file.replace(/\.patch$/, ""), path, says, caughtBy: /^Caught by: (\S+)$/.exec(second)?.[1] ?? null };
  });
}
