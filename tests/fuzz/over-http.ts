import { connect } from "node:net";
import type { Role } from "@/lib/auth/access.ts";
import { addressOf } from "./address.ts";
import type { Send } from "./campaign.ts";
import type { Received } from "./judge.ts";

type Message = { method: string; target: string; headers: Record<string, string>; body: Uint8Array | null };

const HEAD_END = "\r\n\r\n";
const TIMEOUT_MS = 30_000;

/** Sends attempts to a web process. */
export function sendOverHttp(url: string, cookies: Record<Role, string>): Send {
  return ({ operation, reader, params, search, headers, body }) => {
    const own: Record<string, string> = reader === null ? {} : { cookie: cookies[reader] };
    const target = `${addressOf(operation.path, params)}${search}`;
    return exchange(url, { method: operation.method, target, headers: { ...headers, ...own }, body });
  };
}

/** One request, byte for byte as it is given: a client of HTTP would put half of what is odd right. */
export async function exchange(url: string, { method, target, headers, body }: Message): Promise<Received> {
  const startedAt = performance.now();
  const { hostname, port, host } = new URL(url);
  const length: Record<string, string> = body === null ? {} : { "content-length": String(body.byteLength) };
  const lines = Object.entries({ host, connection: "close", ...length, ...headers }).map((pair) => pair.join(": "));
  const head = [`${method} ${target} HTTP/1.1`, ...lines].join("\r\n") + HEAD_END;
  const bytes = await talk({ hostname, port: Number(port) }, Buffer.concat([Buffer.from(head), body ?? Buffer.of()]));
  return { ...readAnswer(bytes), ms: performance.now() - startedAt };
}

function talk({ hostname, port }: { hostname: string; port: number }, sent: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, hostname, () => socket.write(sent));
    const settle = (error?: Error) => {
      socket.destroy();
      if (chunks.length > 0) resolve(Buffer.concat(chunks));
      else reject(error ?? new Error("the web process has closed the connection without an answer"));
    };
    socket.setTimeout(TIMEOUT_MS, () => settle(new Error("the web process does not answer")));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => settle()).on("error", settle);
  });
}

function readAnswer(bytes: Buffer): Omit<Received, "ms"> {
  const end = bytes.indexOf(HEAD_END);
  const [statusLine = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const pairs = lines.map((line): [string, string] => {
    const at = line.indexOf(":");
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
  const headers = new Headers(pairs);
  const body = bytes.subarray(end + HEAD_END.length);
  const isChunked = headers.get("transfer-encoding") === "chunked";
  return {
    status: Number(statusLine.split(" ")[1]),
    headers,
    text: (isChunked ? unchunk(body) : body).toString("utf8"),
  };
}

function unchunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    if (!(size > 0)) break;
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
