import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

export type Count = { passed: number; failed: number; skipped: number };

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string().default("") })),
    }),
  ),
});

const endToEndSchema = z.object({
  stats: z.object({ expected: z.int(), skipped: z.int(), unexpected: z.int(), flaky: z.int() }),
});

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(z.object({ status: z.string() })),
});

/** Describes stand in files and in each other. */
const suiteSchema = z.object({
  title: z.string(),
  specs: z.array(specSchema).default([]),
  get suites() {
    return z.array(suiteSchema).default([]);
  },
});
type Suite = z.infer<typeof suiteSchema>;

const endToEndTestsSchema = z.object({
  suites: z.array(suiteSchema).default([]),
  /** What is the fault of no test: a spec that could not be read, a stack that did not start. */
  errors: z.array(z.object({ message: z.string().default("") })).default([]),
});

type Kind = "unit" | "integration" | "component";
const KINDS: Record<Kind, RegExp> = {
  unit: /(?<!\.integration)\.test\.ts$/,
  integration: /\.integration\.test\.ts$/,
  component: /\.test\.tsx$/,
};

const NONE: Count = { passed: 0, failed: 0, skipped: 0 };

/** What Vitest's JSON report says, by what the name of a file says that its tests are. */
export function countVitest(path: string): Record<Kind, Count> {
  const files = readVitest(path);
  const count = (kind: Kind) => files.filter(({ name }) => KINDS[kind].test(name)).reduce(withFile, NONE);
  return { unit: count("unit"), integration: count("integration"), component: count("component") };
}

/** A line for each test that failed in Vitest's JSON report: its kind, its file, its name. Also for a file that failed as a whole. */
export function nameVitestFailures(path: string): string[] {
  return readVitest(path).flatMap(({ name, status, message, assertionResults }) => {
    const kind = Object.entries(KINDS).find(([, pattern]) => pattern.test(name))?.[0] ?? "other";
    const place = `${kind} ${relative(process.cwd(), name)}`;
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (status === "failed" && failed.length === 0) return [`${place}: the file failed: ${firstLine(message)}`];
    return failed.map(({ fullName }) => `${place}: ${fullName}`);
  });
}

/** The same of Playwright's. One that passed only when tried again is named too. */
export function nameEndToEndFailures(path: string): string[] {
  const report = readReport(path, endToEndTestsSchema);
  if (report === null) return [];
  const { suites, errors } = report;
  return [
    ...suites.flatMap((file) => nameInSuite(file, [])),
    ...errors.map(({ message }) => `end-to-end: ${firstLine(message)}`),
  ];
}

function nameInSuite({ specs, suites }: Suite, around: readonly string[]): string[] {
  const own = specs.flatMap(({ title, file, tests }) => {
    const name = `end-to-end e2e/${file}: ${[...around, title].join(" ")}`;
    if (tests.some(({ status }) => status === "unexpected")) return [name];
    return tests.some(({ status }) => status === "flaky") ? [`${name} (passed when tried again)`] : [];
  });
  return [...own, ...suites.flatMap((inner) => nameInSuite(inner, [...around, inner.title]))];
}

// Colours are for a terminal that shows the whole message.
function firstLine(message: string): string {
  return stripVTControlCharacters(message).trim().split("\n")[0] ?? "";
}

function readVitest(path: string): VitestFile[] {
  return readReport(path, vitestSchema)?.testResults ?? [];
}

// A step that never began has none.
function readReport<T>(path: string, schema: z.ZodType<T>): T | null {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, "utf8"))) : null;
}

/** What Playwright's JSON report says. One that passed only when tried again has failed. */
export function countEndToEnd(path: string): Count {
  const report = readReport(path, endToEndSchema);
  if (report === null) return NONE;
  const { stats } = report;
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
