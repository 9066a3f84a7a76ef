import { readBootstraps } from "./mirror.ts";
import type { Stage } from "./stage.ts";
import { until } from "./until.ts";

const DONE_WITHIN_MS = 900_000;

/** Waits until every project's bootstrap is done. @throws Error when one has failed */
export async function untilBootstrapped({ databaseUrl, gitlab }: Stage): Promise<void> {
  const projects = await gitlab.projects();
  const isDone = async () => {
    const { done, failed } = await readBootstraps(databaseUrl);
    if (failed > 0) throw new Error("a bootstrap has failed");
    return done === projects.length;
  };
  await until("every bootstrap is done", isDone, DONE_WITHIN_MS);
}
