import { noteRunFailure } from "@/lib/sync/failures.ts";
import type { JobContext } from "./context.ts";

type Run = { id: string; project_id: string | null; mode: string };

/** Does work of a run. Its failure is noted with the run, and thrown where another try may mend it or the worker is to stop. */
export async function withFailureNoted(run: Run, context: JobContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (context.signal.aborted) throw error;
    if (!(await context.write((tx) => noteRunFailure(tx, run, error)))) throw error;
    context.log.error({ run_id: run.id, mode: run.mode, err: error }, "run failed");
  }
}
