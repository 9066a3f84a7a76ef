import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { lineCount, type File } from "./faults.ts";

export type Sized = { lines: number; where: string };

const PRODUCT = /^(app|components|lib|worker)\/.*\.(ts|tsx)$/;
const ANY_LENGTH = {
  categories: { correctness: "off" },
  rules: { "max-lines-per-function": ["error", { max: 0, IIFEs: true }] },
};

const answerSchema = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});

/** The product's longest files, the longest first. */
export function largestFiles(files: File[], count: number): Sized[] {
  const sized = files
    .filter(({ path }) => PRODUCT.test(path))
    .map(({ path, text }) => ({ lines: lineCount(text), where: path }));
  return sized.toSorted((a, b) => b.lines - a.lines).slice(0, count);
}

/** The product's longest functions, as oxlint measures them when every function is too long for it. */
export function largestFunctions(count: number): Sized[] {
  const folder = mkdtempSync(join(tmpdir(), "backtrak-largest-"));
  try {
    writeFileSync(join(folder, ".oxlintrc.json"), JSON.stringify(ANY_LENGTH));
    const args = ["-c", join(folder, ".oxlintrc.json"), "-f", "json", "app", "components", "lib", "worker"];
    const ran = spawnSync("node_modules/.bin/oxlint", args, {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return sizesIn(ran.stdout).slice(0, count);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sizesIn(answer: string): Sized[] {
  const { diagnostics } = answerSchema.parse(JSON.parse(answer));
  const sizes = diagnostics.map(({ message, filename, labels }) => ({
    lines: Number(/\((\d+)\)/.exec(message)?.[1] ?? 0),
    where: `${filename}:${labels[0]?.span.line ?? 1} ${/`(.+?)`/.exec(message)?.[0] ?? ""}`.trim(),
  }));
  return sizes.toSorted((a, b) => b.lines - a.lines);
}
