import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors.ts";
import { whileAlive, type Child } from "./child.ts";
import { nodePath, toolPath } from "./node.ts";
import { begin, type Stage } from "./stage.ts";

const START_TIMEOUT_MS = 60_000;
const NEXT = ["--import", "./worker/launch/tether.ts", "node_modules/next/dist/bin/next"];

export type WebMode = "start" | "dev";

/** The command line of `next` with these arguments, on Node, ending with its launcher. */
export function nextCommand(args: string[]): string[] {
  return [nodePath(), ...NEXT, ...args];
}

/** What every `next` process of ours is started with. */
export function nextEnvironment(mode: WebMode | "build"): Record<string, string> {
  return {
    NODE_ENV: mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PATH: toolPath(),
  };
}

/** Starts the web process on 127.0.0.1 only. */
export function startWeb(
  stage: Stage,
  how: { mode: WebMode; port: number; env: Record<string, string> },
): Promise<Child> {
  return begin(stage, {
    name: "web",
    command: nextCommand([how.mode, "-p", String(how.port), "-H", "127.0.0.1"]),
    env: { ...how.env, ...nextEnvironment(how.mode) },
  });
}

/** Waits until the web process answers. @throws AppError `internal` when it ends or does not answer in time. */
export function waitForWeb(web: Child, port: number): Promise<void> {
  return whileAlive(web, untilAlive(port));
}

async function untilAlive(port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isAlive(port))) {
    if (Date.now() > deadline) throw new AppError("internal", "the web process did not answer within a minute");
    await sleep(100);
  }
}

async function isAlive(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(30_000) });
    return response.ok;
  } catch {
    return false;
  }
}
