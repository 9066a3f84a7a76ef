import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { countEndToEnd, countVitest } from "./counts.ts";

const NONE = { passed: 0, failed: 0, skipped: 0 };

describe("The counts of a test run", () => {
  const folder = mkdtempSync(join(tmpdir(), "backtrak-counts-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (name: string, report: unknown): string => {
    writeFileSync(join(folder, name), JSON.stringify(report));
    return join(folder, name);
  };
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
