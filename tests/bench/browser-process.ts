import { once } from "node:events";
import { z } from "zod";
import { nodePath } from "@/worker/launch/node.ts";
import type { SittingPlan } from "./browser-visit.ts";
import { firstLine, startCommand } from "./processes.ts";

type Sitting<T> = { script: string; plan: SittingPlan; result: z.ZodType<T> };

/** Has a sitting in a process by itself, on Node, and answers what it measured. */
export async function haveSitting<T>({ script, plan, result }: Sitting<T>): Promise<T> {
  const command = [nodePath(), script, JSON.stringify(plan)];
  const sitting = startCommand(command, { CHROMIUM_PATH: process.env.CHROMIUM_PATH ?? "" });
  const ended = once(sitting, "exit");
  const answerSchema = z.object({ result });
  const read = (line: string) => (line.startsWith("{") ? answerSchema.parse(JSON.parse(line)) : null);
  const answer = await firstLine(sitting, read);
  await ended;
  return answer.result;
}

/** Of 1,000 bytes. */
export function kilobytes(bytes: number): number {
  return Number((bytes / 1000).toFixed(1));
}
