// Built-ins only: this is shown while the packages are still being installed.

const TTY_INTERVAL_MS = 200;
const PLAIN_INTERVAL_MS = 5_000;

/** Tells how far a step is: "120 of 5,000 issues". */
export type Report = (detail: string) => void;

let drawn = false;
let ending = false;

/** Prints a line, above whatever step is being shown. */
export function say(line: string): void {
  clearLine();
  process.stdout.write(`${line}\n`);
}

/** From now on everything is being ended: steps that are cut short by that are no longer shown. */
export function endSteps(): void {
  clearLine();
  ending = true;
}

/** Runs one step, showing what it is doing and for how many seconds; a pipe gets a line every five seconds. */
export async function step<T>(title: string, work: (report: Report) => Promise<T>): Promise<T> {
  const started = performance.now();
  let detail = "";
  draw(`… ${title}`);
  const interval = process.stdout.isTTY ? TTY_INTERVAL_MS : PLAIN_INTERVAL_MS;
  const timer = setInterval(() => draw(stepLine("…", { title, detail, started })), interval);
  try {
    const result = await work((text) => (detail = text));
    say(stepLine("✓", { title, detail, started }));
    return result;
  } catch (error) {
    if (!ending) say(stepLine("✗", { title, detail, started }));
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function stepLine(
  mark: string,
  { title, detail, started }: { title: string; detail: string; started: number },
): string {
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  return `${mark} ${title}${detail && `: ${detail}`} (${seconds} s)`;
}

function draw(line: string): void {
  if (ending) return;
  if (!process.stdout.isTTY) return say(line);
  clearLine();
  process.stdout.write(line.slice(0, process.stdout.columns - 1));
  drawn = true;
}

function clearLine(): void {
  if (drawn) process.stdout.write("\r\u001B[K");
  drawn = false;
}
