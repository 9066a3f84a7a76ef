import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import config from "@/oxlint.config.ts";
import { FENCES } from "@/oxlint.fences.ts";

type Planted = { fence: string; file: string; bites: string[]; lets: string[] };

/** For every fence a file behind it, imports that it must bite, and neighbours of those that it must let through. */
const PLANTED: Planted[] = [
  {
    fence: "app",
    file: "app/backlog/page.tsx",
    bites: ["@/worker/main.ts", "../../worker/main.ts", "@/prisma/generated/client.ts", "@/tests/support/dom.ts", "pg"],
    lets: ["@/components/ui/button.tsx", "@/lib/issues/queries.ts", "@/lib/auth/session.ts", "next/link", "react"],
  },
  {
    fence: "components",
    file: "components/backlog/table.tsx",
    bites: [
      ...["@/app/layout.tsx", "../../app/layout.tsx", "@/worker/main.ts", "@/prisma/generated/client.ts", "pg"],
      ...["@/lib/issues/queries.ts", "../../lib/issues/queries.ts", "@/lib/issues/store.ts", "@/lib/db/client.ts"],
      ...["@/lib/gitlab/schemas.ts", "@/lib/env.ts", "@/lib/api/route.ts", "@/lib/auth/session.ts"],
      "@/lib/definitions/days.ts",
    ],
    lets: [
      ...["@/lib/issues/schema.ts", "@/lib/issues/filters.ts", "@/lib/status/wording.ts", "@/lib/api/fetcher.ts"],
      "@/lib/definitions/wording.ts",
      ...["@/lib/cn.ts", "@/lib/time.ts", "@/components/ui/button.tsx", "../issue/pill.tsx", "react", "next/link"],
    ],
  },
  {
    fence: "components without a noun",
    file: "components/ui/button.tsx",
    bites: [
      ...["@/components/backlog/table.tsx", "../issue/pill.tsx", "@/lib/issues/schema.ts", "@/lib/db/client.ts"],
      ...["@/app/layout.tsx", "../../lib/cn.ts"],
    ],
    lets: ["@/lib/cn.ts", "@/components/ui/badge.tsx", "./badge.tsx"],
  },
  {
    fence: "worker",
    file: "worker/jobs/poll.ts",
    bites: [
      ...["@/app/layout.tsx", "@/components/ui/button.tsx", "../../components/ui/button.tsx", "next/headers", "react"],
      ...["server-only", "@/lib/api/route.ts", "@/lib/auth/session.ts", "@/prisma/generated/client.ts", "pg"],
    ],
    lets: ["@/lib/issues/apply.ts", "@/lib/db/client.ts", "@/lib/auth/access.ts", "../main.ts", "node-cron"],
  },
  {
    fence: "lib",
    file: "lib/issues/apply.ts",
    bites: [
      ...["@/app/layout.tsx", "@/components/ui/button.tsx", "@/worker/main.ts", "../../worker/main.ts", "react"],
      ...["next/server", "server-only", "@/lib/api/route.ts", "../api/route.ts", "@/lib/auth/auth.ts"],
      ...["../auth/session.ts", "@/prisma/generated/client.ts", "../../prisma/generated/client.ts", "@prisma/client"],
      ...["@/tests/support/database.ts", "pg"],
    ],
    lets: ["@/prisma/generated/enums.ts", "@/lib/db/transaction.ts", "../auth/access.ts", "./store.ts", "zod"],
  },
  {
    fence: "lib for the web",
    file: "lib/api/route.ts",
    bites: ["@/worker/main.ts", "@/app/layout.tsx", "@/components/ui/button.tsx", "@/prisma/generated/client.ts"],
    lets: ["next/headers", "server-only", "@/lib/auth/session.ts", "../auth/session.ts", "@/lib/db/client.ts"],
  },
  {
    fence: "rooms with SQL",
    file: "lib/issues/queries/list.ts",
    bites: ["next/server", "@/worker/main.ts", "@/lib/api/route.ts", "@/components/ui/button.tsx"],
    lets: ["@/prisma/generated/client.ts", "pg", "@/lib/db/sql.ts"],
  },
  {
    fence: "sign-in",
    file: "lib/auth/auth.ts",
    bites: ["@/worker/main.ts", "@/app/layout.tsx"],
    lets: ["@/prisma/generated/client.ts", "next/headers"],
  },
  {
    fence: "pure rooms",
    file: "lib/status/timeline.ts",
    bites: ["@/lib/db/client.ts", "../db/now.ts", "./store.ts", "@/lib/env.ts", "../log.ts", "@/lib/issues/queries.ts"],
    lets: ["./schema.ts", "@/lib/time.ts", "node:crypto", "@/lib/db/sql.ts"],
  },
  {
    fence: "gitlab",
    file: "lib/gitlab/demo/server.ts",
    bites: [
      "@/lib/db/client.ts",
      "../../db/client.ts",
      "@/lib/issues/schema.ts",
      "../../issues/schema.ts",
      "pg",
      "react",
    ],
    lets: ["@/lib/errors.ts", "@/lib/gitlab/schemas.ts", "../schemas.ts", "./journal.ts", "node:http", "zod"],
  },
  {
    fence: "dashboard",
    file: "lib/dashboard/schema.ts",
    bites: ["@/lib/issues/store.ts", "@/prisma/generated/client.ts", "react"],
    lets: ["@/lib/issues/filters.ts", "zod"],
  },
  {
    fence: "dashboard queries",
    file: "lib/dashboard/queries/summary.ts",
    bites: ["@/lib/issues/store.ts", "../../issues/apply.ts", "@/lib/issues/apply.ts", "../../status/rule-store.ts"],
    lets: ["@/prisma/generated/client.ts", "@/lib/issues/where.ts", "@/lib/issues/queries.ts"],
  },
  {
    fence: "reckoning",
    file: "tests/reckoning/reckon.ts",
    bites: [
      ...["@/lib/status/timeline.ts", "../../lib/status/derive.ts", "./../../lib/time.ts", "@/worker/handlers.ts"],
      ...["@/components/ui/button.tsx", "@/app/layout.tsx", "@/prisma/generated/client.ts", "@/tests/worker/rig.ts"],
      ...["../support/random.ts", ".."],
    ],
    lets: ["./stretches.ts", "pg", "zod", "vitest", "node:http"],
  },
];

const diagnosticSchema = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});

describe("The arrows of the house", () => {
  let bitten: Set<string>;
  const folder = mkdtempSync(join(tmpdir(), "backtrak-fences-"));

  beforeAll(() => {
    bitten = lint(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test("have a violation planted for every fence", () => {
    expect(PLANTED.map((planted) => planted.fence)).toEqual(FENCES.map((fence) => fence.name));
  });

  describe.for(PLANTED)("The fence around $fence", ({ fence, file, bites, lets }) => {
    test.for(bites)("bites %s", (specifier, { expect: expectHere }) => {
      expectHere(bitten).toContain(`${fence}: ${file} → ${specifier}`);
    });
    test.for(lets)("lets %s through", (specifier, { expect: expectHere }) => {
      expectHere(bitten).not.toContain(`${fence}: ${file} → ${specifier}`);
    });
  });
});

// A house that holds nothing but the planted files, one import a line, under our own configuration without types.
function lint(folder: string): Set<string> {
  const planted = { ...config, options: { ...config.options, typeAware: false } };
  writeFileSync(join(folder, ".oxlintrc.json"), JSON.stringify(planted));
  for (const { file, bites, lets } of PLANTED) plant(join(folder, file), [...bites, ...lets]);
  const answer = diagnosticSchema.parse(JSON.parse(runOxlint(folder)));
  const ours = answer.diagnostics.filter(({ code }) => code === "eslint(no-restricted-imports)");
  return new Set(ours.flatMap(({ filename, labels }) => labels.map(({ span }) => nameOf(filename, span.line))));
}

function plant(path: string, specifiers: string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, specifiers.map((specifier) => `import ${JSON.stringify(specifier)};\n`).join(""));
}

function runOxlint(folder: string): string {
  try {
    return execFileSync(resolve("node_modules/.bin/oxlint"), ["-f", "json", "."], { cwd: folder, encoding: "utf8" });
  } catch (error) {
    // It ends with 1 because it found what was planted.
    return z.object({ stdout: z.string() }).parse(error).stdout;
  }
}

function nameOf(filename: string, line: number): string {
  const planted = PLANTED.find(({ file }) => filename.endsWith(file));
  const specifier = planted && [...planted.bites, ...planted.lets][line - 1];
  return `${planted?.fence}: ${planted?.file} → ${specifier}`;
}
