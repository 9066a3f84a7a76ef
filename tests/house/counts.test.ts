import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { countEndToEnd, countVitest, nameEndToEndFailures, nameVitestFailures } from "./counts.ts";

const NONE = { passed: 0, failed: 0, skipped: 0 };

const folder = mkdtempSync(join(tmpdir(), "backtrak-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, report: unknown): string => {
  writeFileSync(join(folder, name), JSON.stringify(report));
  return join(folder, name);
};

describe("The counts of a test run", () => {
  const file = (name: string, ...statuses: string[]) => ({
    name: `/somewhere/tests/${name}`,
    status: statuses.includes("failed") ? "failed" : "passed",
    assertionResults: statuses.map((status) => ({ status })),
  });

  test("go by what the name of each file says", () => {
    const path = written("vitest.json", {
      testResults: [
        file("lib/a.test.ts", "passed", "passed", "skipped"),
        file("lib/b.integration.test.ts", "passed", "failed", "pending"),
        file("components/c.test.tsx", "passed"),
      ],
    });
    expect(countVitest(path)).toEqual({
      unit: { passed: 2, failed: 0, skipped: 1 },
      integration: { passed: 1, failed: 1, skipped: 1 },
      component: { passed: 1, failed: 0, skipped: 0 },
    });
  });

  test("count a file that could not be read as one failure", () => {
    const broken = { ...file("lib/a.test.ts"), status: "failed" };
    expect(countVitest(written("broken.json", { testResults: [broken] })).unit).toEqual({ ...NONE, failed: 1 });
  });

  test("count an end-to-end test that passed only at the second try as failed", () => {
    const path = written("e2e.json", { stats: { expected: 5, skipped: 1, unexpected: 2, flaky: 1 } });
    expect(countEndToEnd(path)).toEqual({ passed: 5, failed: 3, skipped: 1 });
  });

  test("are nothing where nothing ran", () => {
    expect(countVitest(join(folder, "none.json"))).toEqual({ unit: NONE, integration: NONE, component: NONE });
    expect(countEndToEnd(join(folder, "none.json"))).toEqual(NONE);
  });
});

describe("The names of what failed", () => {
  const result = (fullName: string, status = "failed") => ({ fullName, status });
  const file = (name: string, ...assertionResults: ReturnType<typeof result>[]) => {
    return { name: join(process.cwd(), name), status: "failed", assertionResults };
  };

  test("are those of tests, each with its kind and its file, and none of one that passed", () => {
    const path = written("vitest.json", {
      testResults: [
        file("tests/lib/a.test.ts", result("Adding is exact"), result("Adding is quick", "passed")),
        file("tests/lib/b.integration.test.ts", result("one"), result("two")),
        { ...file("tests/components/c.test.tsx", result("is shown", "passed")), status: "passed" },
      ],
    });
    expect(nameVitestFailures(path)).toEqual([
      "unit tests/lib/a.test.ts: Adding is exact",
      "integration tests/lib/b.integration.test.ts: one",
      "integration tests/lib/b.integration.test.ts: two",
    ]);
  });

  test("have the file that could not be read, and why", () => {
    const broken = { ...file("tests/components/c.test.tsx"), message: "\u001B[31mCannot find d.ts\u001B[39m\nat e.ts" };
    expect(nameVitestFailures(written("broken.json", { testResults: [broken] }))).toEqual([
      "component tests/components/c.test.tsx: the file failed: Cannot find d.ts",
    ]);
  });

  test("are those of journeys, whatever they are described in, and say which passed when tried again", () => {
    const spec = (title: string, status: string) => ({ title, file: "looks.spec.ts", tests: [{ status }] });
    const path = written("e2e.json", {
      suites: [
        {
          title: "looks.spec.ts",
          specs: [spec("help stands up", "unexpected"), spec("sync stands up", "expected")],
          suites: [
            { title: "in the dark", specs: [spec("help is read", "flaky")], suites: [] },
            { title: "without rules", specs: [spec("nothing is said", "skipped")] },
          ],
        },
      ],
      errors: [{ message: "Error: The demo was not ready in time\n    at demo.ts" }],
    });
    expect(nameEndToEndFailures(path)).toEqual([
      "end-to-end e2e/looks.spec.ts: help stands up",
      "end-to-end e2e/looks.spec.ts: in the dark help is read (passed when tried again)",
      "end-to-end: Error: The demo was not ready in time",
    ]);
  });

  test("are none where nothing ran", () => {
    expect(nameVitestFailures(join(folder, "none.json"))).toEqual([]);
    expect(nameEndToEndFailures(join(folder, "none.json"))).toEqual([]);
  });
});
