/**
 * Reads an answer far more slowly than it could be sent, as a bad line does: what is not read stays with the sender. On Node, with
 * nothing but built-ins. Reads its plan as JSON from the first argument; when its time is over it goes away in the middle of the
 * answer and writes what it has read to standard output.
 */
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export type SlowPlan = { port: number; path: string; cookie: string; bytesPerSecond: number; seconds: number };
export type SlowResult = { bytes: number; status: string; ended: boolean };

const READS_PER_SECOND = 4;

async function readSlowly({ port, path, cookie, bytesPerSecond, seconds }: SlowPlan): Promise<SlowResult> {
  const socket = connect({ port, host: "127.0.0.1" });
  const result: SlowResult = { bytes: 0, status: "", ended: false };
  socket.on("error", () => (result.ended = true)).on("close", () => (result.ended = true));
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\nconnection: close\r\n\r\n`);
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until && !result.ended) {
    const chunk: unknown = socket.read(
      Math.min(socket.readableLength, Math.ceil(bytesPerSecond / READS_PER_SECOND)) || undefined,
    );
    if (chunk instanceof Uint8Array) {
      if (result.bytes === 0) result.status = new TextDecoder().decode(chunk).split("\r\n")[0] ?? "";
      result.bytes += chunk.length;
    }
    await sleep(1000 / READS_PER_SECOND);
  }
  socket.destroy();
  return result;
}

const [argument] = process.argv.slice(2);
if (argument !== undefined) {
  const plan: SlowPlan = JSON.parse(argument);
  process.stdout.write(`${JSON.stringify(await readSlowly(plan))}\n`);
}
