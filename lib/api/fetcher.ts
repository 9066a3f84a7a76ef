import { ERRORS, type ErrorCode, type Fault } from "@/lib/errors.ts";

/** `unreachable`: no answer at all; `unknown`: an answer that is no problem document of ours, such as a proxy's page. */
export type ProblemCode = ErrorCode | "unreachable" | "unknown";

type ProblemFields = {
  code: ProblemCode;
  status: number;
  title: string;
  detail: string;
  requestId: string | null;
  faults: Fault[];
};

/** What the server, or the lack of one, said instead of an answer. `title` and `detail` are for people. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly faults: Fault[];

  constructor(fields: ProblemFields, options?: ErrorOptions) {
    super(fields.detail, options);
    this.name = "ProblemError";
    this.code = fields.code;
    this.status = fields.status;
    this.title = fields.title;
    this.detail = fields.detail;
    this.requestId = fields.requestId;
    this.faults = fields.faults;
  }
}

/**
 * One question to our own API, from the browser. The server has checked its answer against the route's schema, so `T` is
 * that schema's type; it is not parsed a second time here.
 * @throws ProblemError for every answer that is not 2xx and when there is none; an abort is thrown as it is.
 */
export async function fetchJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await ask(path, init);
  if (!response.ok) throw await readProblem(response);
  // oxlint-disable-next-line typescript/no-unsafe-return -- the server has checked it, and zod stays out of the browser
  return response.json();
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("accept", "application/json");
  if (typeof init.body === "string" && !headers.has("content-type")) headers.set("content-type", "application/json");
  try {
    return await fetch(path, { ...init, headers });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ProblemError(
      {
        code: "unreachable",
        status: 0,
        title: "Backtrak cannot be reached",
        detail: "The server did not answer. Check the connection and try again.",
        requestId: null,
        faults: [],
      },
      { cause: error },
    );
  }
}

async function readProblem(response: Response): Promise<ProblemError> {
  const isProblem = response.headers.get("content-type")?.includes("problem+json") ?? false;
  const problem: unknown = isProblem ? await response.json().catch(() => null) : null;
  const code = textIn(problem, "code") ?? "";
  return new ProblemError({
    code: isErrorCode(code) ? code : "unknown",
    status: response.status,
    title: textIn(problem, "title") ?? "Something went wrong",
    detail: textIn(problem, "detail") ?? `The server answered ${response.status} without saying why.`,
    requestId: textIn(problem, "request_id") ?? response.headers.get("x-request-id"),
    faults: faultsIn(problem),
  });
}

function faultsIn(problem: unknown): Fault[] {
  const faults = valueIn(problem, "faults");
  if (!Array.isArray(faults)) return [];
  return faults.flatMap((fault: unknown) => {
    const [field, message] = [textIn(fault, "field"), textIn(fault, "message")];
    return field === undefined || message === undefined ? [] : [{ field, message }];
  });
}

function textIn(value: unknown, name: string): string | undefined {
  const text = valueIn(value, name);
  return typeof text === "string" ? text : undefined;
}

function valueIn(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
