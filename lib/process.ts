import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const PS_TIMEOUT_MS = 5_000;

/** What is known of a running process. `identity` differs from that of any later process with the same number. */
export type ProcessFacts = { pid: number; parent: number; identity: string; command: string };

/**
 * Looks a process up; null when there is none or it has ended and only waits for its parent to notice (a zombie).
 * On Windows nothing is known of any process, so none is ever taken for ours.
 */
export function lookUpProcess(pid: number): ProcessFacts | null {
  return process.platform === "linux" ? readProcFs(pid) : askPs(pid);
}

/** Sends the signal; false when there is no such process (any more) or it belongs to someone else. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Waits until the process is gone, at most `timeoutMs`; whether it is. It need not be a child of ours. */
export async function waitForEnd(pid: number, timeoutMs: number): Promise<boolean> {
  const identity = lookUpProcess(pid)?.identity;
  if (!identity) return true;
  const deadline = Date.now() + timeoutMs;
  while (lookUpProcess(pid)?.identity === identity) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

// proc(5): "pid (name) state ppid …", the start time is field 22; the name may hold spaces and brackets itself.
function readProcFs(pid: number): ProcessFacts | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const [state, parent, started] = [fields[0], fields[1], fields[19]];
    if (state === "Z" || state === "X") return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid, parent: Number(parent), identity: `${pid}@${started}`, command };
  } catch {
    return null;
  }
}

function askPs(pid: number): ProcessFacts | null {
  try {
    const args = ["-p", String(pid), "-o", "stat=,ppid=,lstart=,command="];
    const line = execFileSync("ps", args, { timeout: PS_TIMEOUT_MS, stdio: ["ignore", "pipe", "ignore"] }).toString();
    const [state = "Z", parent, ...rest] = line.trim().split(/\s+/);
    if (state.startsWith("Z")) return null;
    const started = rest.slice(0, 5).join(" "); // lstart is five words: Sun Nov 22 22:21:03 2026
    return { pid, parent: Number(parent), identity: `${pid}@${started}`, command: rest.slice(5).join(" ") };
  } catch {
    return null;
  }
}
