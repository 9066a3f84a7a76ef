import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, the longest first: begun last, one of them would be waited for alone. */
const LONGEST = [
  "tests/convergence/first-half.integration.test.ts",
  "tests/convergence/second-half.integration.test.ts",
  "tests/lib/issues/replay.integration.test.ts",
  "tests/worker/takeover.integration.test.ts",
  "tests/lib/db/embedded.integration.test.ts",
];

/** The order in which several files at once end soonest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return place === -1 ? LONGEST.length : place;
    };
    return others.toSorted((a, b) => rank(a) - rank(b));
  }
}
