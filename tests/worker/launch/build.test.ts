import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashSources } from "@/worker/launch/build.ts";

describe("hashSources", () => {
  let root = "";
  let before = "";
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "backtrak-sources-"));
    for (const folder of ["app/api", "lib", "prisma", "tests", "worker"])
      mkdirSync(join(root, folder), { recursive: true });
    write("app/api/route.ts", "1");
    write("lib/a.ts", "1");
    write("prisma/schema.prisma", "1");
    write("package.json", "1");
    before = hashSources(root);
  });

  afterEach(() => rmSync(root, { recursive: true }));

  test.each(["app/api/route.ts", "lib/a.ts", "prisma/schema.prisma", "package.json", "proxy.ts", "lib/new.ts"])(
    "changes with %s",
    (path) => {
      write(path, "2");
      expect(hashSources(root)).not.toBe(before);
    },
  );

  test("changes when a file moves", () => {
    renameSync(join(root, "lib/a.ts"), join(root, "lib/b.ts"));
    expect(hashSources(root)).not.toBe(before);
  });

  test.each(["tests/a.test.ts", "worker/main.ts", "vitest.config.ts", "next-env.d.ts", "tsconfig.json", "README.md"])(
    "does not change with %s, which the build does not read or writes itself",
    (path) => {
      write(path, "2");
      expect(hashSources(root)).toBe(before);
    },
  );

  test("does not change with the date of a file alone: a fresh checkout is no change", () => {
    utimesSync(join(root, "lib/a.ts"), 1, 1);
    expect(hashSources(root)).toBe(before);
  });
});
