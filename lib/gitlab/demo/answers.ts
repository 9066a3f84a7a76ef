/**
 * What goes back over the wire, before the headers that every answer carries. A foreign one carries none of them: not
 * GitLab gave it but what stands in front.
 */
export type Answer = { status: number; headers: Record<string, string>; body: string; isForeign?: boolean };

export function json(value: unknown, options: { status?: number; headers?: Record<string, string> } = {}): Answer {
  const headers = { "Content-Type": "application/json", ...options.headers };
  return { status: options.status ?? 200, headers, body: JSON.stringify(value) };
}

/** One JSON value a line, so that a long answer can be read piece by piece. */
export function jsonLines(values: readonly unknown[]): Answer {
  const body = values.map((value) => `${JSON.stringify(value)}\n`).join("");
  return { status: 200, headers: { "Content-Type": "application/jsonl" }, body };
}

export function noContent(): Answer {
  return { status: 204, headers: {}, body: "" };
}

/** An answer that says no, with the body that GitLab gives for it (recorded, or from its sources where never recorded). */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(`${status} ${JSON.stringify(body)}`);
    this.name = "Refusal";
    this.status = status;
    this.body = body;
  }
}

export const unauthorized = () => new Refusal(401, { message: "401 Unauthorized" });
export const projectNotFound = () => new Refusal(404, { message: "404 Project Not Found" });
export const groupNotFound = () => new Refusal(404, { message: "404 Group Not Found" });
export const labelNotFound = () => new Refusal(404, { message: "404 Label Not Found" });
export const forbidden = () => new Refusal(403, { message: "403 Forbidden" });
export const notFound = () => new Refusal(404, { message: "404 Not found" });
export const noSuchRoute = () => new Refusal(404, { error: "404 Not Found" });
export const methodNotAllowed = () => new Refusal(405, { error: "405 Not Allowed" });
export const badRequest = (error: string) => new Refusal(400, { error });
export const invalid = (message: Record<string, string[]> | string) => new Refusal(400, { message });
export const tooLarge = () => new Refusal(413, { message: "413 Request Entity Too Large" });
