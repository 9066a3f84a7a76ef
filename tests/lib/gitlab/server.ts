import { createServer, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { z } from "zod";

const HEADERS = { "content-type": "application/json", "content-length": "1000" };

/**
 * A real server for one test, for what only a real connection does: it promises a body of 1,000 bytes, and `respond`
 * breaks the promise. Without `respond` it says nothing at all.
 */
export async function openServer(respond: ((response: ServerResponse) => void) | null): Promise<string> {
  const server = createServer((_, response) => respond?.(response.writeHead(200, HEADERS)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return `http://127.0.0.1:${port}`;
}

/** An address where nothing listens. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
