import react from "@vitejs/plugin-react";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first.ts";

// A zone that is neither UTC nor a whole hour from it: a day computed in the wrong zone shows at once.
process.env.TZ = "Asia/Kathmandu";

const root = fileURLToPath(new URL(".", import.meta.url));

const resolve = {
  alias: [
    { find: /^@\//, replacement: root },
    { find: /^server-only$/, replacement: `${root}node_modules/next/dist/compiled/server-only/empty.js` },
  ],
};

const STRICT_CONSOLE = "tests/support/strict-console.ts";
const shared = {
  restoreMocks: true,
  unstubGlobals: true,
  unstubEnvs: true,
  // Of two cores Vitest would leave one idle; most of a test here is waiting for Postgres or another process.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};

/** The file's name says what it needs: `*.test.ts` nothing, `*.integration.test.ts` a Postgres, `*.test.tsx` a DOM. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        test: {
          ...shared,
          name: "unit",
          isolate: false, // to start a worker and load the modules again for each file took longer than the tests
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/**/*.integration.test.ts"],
          setupFiles: [STRICT_CONSOLE],
        },
      },
      {
        resolve,
        test: {
          ...shared,
          name: "integration",
          include: ["tests/**/*.integration.test.ts"],
          setupFiles: [STRICT_CONSOLE],
          globalSetup: ["tests/support/postgres.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        plugins: [react()],
        test: {
          ...shared,
          name: "components",
          environment: "jsdom",
          include: ["tests/**/*.test.tsx"],
          setupFiles: [STRICT_CONSOLE, "tests/support/dom.ts"],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
