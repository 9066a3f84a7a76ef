import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export type Count = { passed: number; failed: number; skipped: number };

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

const endToEndSchema = z.object({
  stats: z.object({ expected: z.int(), skipped: z.int(), unexpected: z.int(), flaky: z.int() }),
});

const NONE: Count = { passed: 0, failed: 0, skipped: 0 };

/** What Vitest's JSON report says, by what the name of a file says that its tests are. */
export function countVitest(path: string): Record<"unit" | "integration" | "component", Count> {
  const files = existsSync(path) ? vitestSchema.parse(JSON.parse(readFileSync(path, "utf8"))).testResults : [];
  const count = (pattern: RegExp) => files.filter(({ name }) => pattern.test(name)).reduce(withFile, NONE);
  return {
    unit: count(/(?<!\.integration)\.test\.ts$/),
    integration: count(/\.integration\.test\.ts$/),
    component: count(/\.test\.tsx$/),
  };
}

/** What Playwright's JSON report says. One that passed only when tried again has failed. */
export function countEndToEnd(path: string): Count {
  if (!existsSync(path)) return NONE;
  const { stats } = endToEndSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

type VitestFile = z.infer<typeof vitestSchema>["testResults"][number];

function withFile(before: Count, { status, assertionResults }: VitestFile): Count {
  const having = (wanted: string) => assertionResults.filter((result) => result.status === wanted).length;
  const failed = having("failed");
  const brokenFile = status === "failed" && failed === 0 ? 1 : 0; // one that could not even be read
  return {
    passed: before.passed + having("passed"),
    failed: before.failed + failed + brokenFile,
    skipped: before.skipped + assertionResults.length - having("passed") - failed,
  };
}
