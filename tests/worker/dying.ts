import type { Write } from "@/lib/db/transaction.ts";
import type { JobContext } from "@/worker/context.ts";
import type { Rig } from "./rig.ts";

type Death = {
  job(payload: { run_id: string }, context: JobContext): Promise<void>;
  runId: string;
  moment: "before" | "after";
};

/** A worker that dies in a step of a run: before its transaction commits, or right after it has. */
export async function dieAt({ context }: Pick<Rig, "context">, { job, runId, moment }: Death): Promise<void> {
  let dead = false;
  const write: Write = async (work) => {
    if (dead) throw new Error("killed");
    dead = true;
    await context.write(async (tx) => {
      await work(tx);
      if (moment === "before") throw new Error("killed");
    });
    throw new Error("killed");
  };
  const dying: JobContext = {
    ...context,
    write,
    signal: new AbortController().signal,
    exclusively: () => Promise.reject(new Error("a run takes no lock")),
  };
  await job({ run_id: runId }, dying).catch((error: unknown) => {
    if (!(error instanceof Error && error.message === "killed")) throw error;
  });
}
