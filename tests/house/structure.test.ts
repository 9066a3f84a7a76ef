import { describe, expect, test } from "vitest";
import { faultsOf } from "./faults.ts";
import { readHouse } from "./files.ts";

const faultsAt = (path: string, text = "export {};\n"): string[] => faultsOf([{ path, text }]);
const lines = (count: number): string => "export {};\n".repeat(count);

describe("The structure of the house", () => {
  test("has nothing wrong as it stands", () => {
    expect(faultsOf(readHouse(process.cwd()))).toEqual([]);
  });

  test.for([
    ["src/main.ts", "no floor called src"],
    ["notes.md", "nothing of that name stands at the door"],
    ["lib/string-tools.ts", "not in the list of single ideas"],
    ["lib/people-finder/store.ts", "no noun and no port called people-finder"],
    ["lib/issues/manager.ts", "issues has no room of that name"],
    ["lib/issues/queries/list/deep.ts", "issues has no room of that name"],
    ["lib/db/pool.ts", "db has no room of that name"],
    ["lib/dashboard/discover.ts", "dashboard has no room of that name"],
    ["lib/issues/queries/utils.ts", '"utils" says nothing'],
    ["components/common/button.tsx", '"common" says nothing'],
    ["worker/helpers/x.ts", '"helpers" says nothing'],
    ["components/ui/index.ts", '"index" says nothing'],
    ["components/backlog/BacklogTable.tsx", "is not kebab-case"],
    ["app/(Main)/page.tsx", "is not kebab-case"],
  ] as const)("does not let %s stand", ([path, fault]) => {
    expect(faultsAt(path)).toEqual([expect.stringContaining(fault)]);
  });

  test.for([
    ...["lib/issues/queries.ts", "lib/issues/queries/facets.ts", "lib/dashboard/definitions.ts", "lib/cn.ts"],
    ...["lib/db/embedded/server.ts", "lib/gitlab/demo/present/project.ts", "lib/sync/cursors.ts", "package.json"],
    ...["app/(main)/issues/[id]/page.tsx", "app/api/auth/[...all]/route.ts", "app/api/openapi.json/route.ts"],
    ...["tests/lib/issues/apply.integration.test.ts", ".ci/run", "public/icon.svg"],
  ])("lets %s stand", (path) => {
    expect(faultsAt(path)).toEqual([]);
  });

  test.for([
    ["lib/issues/apply.ts", 250],
    ["components/backlog/table.tsx", 250],
    ["app/api/issues/route.ts", 30],
    ["worker/jobs/poll.ts", 60],
  ] as const)("lets %s have %i lines and not one more", ([path, most]) => {
    expect(faultsAt(path, lines(most))).toEqual([]);
    expect(faultsAt(path, lines(most + 1))).toEqual([`${path}: ${most + 1} lines, at most ${most}`]);
  });

  test("does not count the lines of components/ui and of tests", () => {
    expect(faultsAt("components/ui/menu.tsx", lines(300))).toEqual([]);
    expect(faultsAt("tests/lib/issues/where.test.ts", lines(300))).toEqual([]);
  });

  test("finds what somebody put off", () => {
    const later = ["TO", "DO"].join("");
    expect(faultsAt("lib/issues/apply.ts", `// ${later}: later\n`)).toEqual([expect.stringContaining(later)]);
    expect(faultsAt("lib/issues/apply.ts", "const todos = 1;\n")).toEqual([]);
  });

  test("finds a registry's address in the lock file", () => {
    expect(faultsAt("bun.lock", '"https://registry.example/x.tgz"')).toEqual([expect.stringContaining("address")]);
    expect(faultsAt("bun.lock", '["pg@8.23.1", "", {}]')).toEqual([]);
  });
});
