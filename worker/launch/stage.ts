import { startChild, type Child, type ChildOptions } from "./child.ts";
import type { Cleanup } from "./cleanup.ts";
import type { DataFolder } from "./data-folder.ts";
import type { Register } from "./leftovers.ts";

/** Where the processes of one demo stand: its folder, who is noted as running there, and who ends them. */
export type Stage = { folder: DataFolder; register: Register; cleanup: Cleanup };

/** Starts a process, notes it for the next start should we be killed, and has it ended when we end. */
export async function begin(stage: Stage, options: Omit<ChildOptions, "logFile">): Promise<Child> {
  const child = startChild({ ...options, logFile: stage.folder.logFile(options.name) });
  stage.register.add(child.name, child.pid);
  void child.ended.then(() => stage.register.remove(child.pid));
  await stage.cleanup.add(child.name, child.stop);
  return child;
}
