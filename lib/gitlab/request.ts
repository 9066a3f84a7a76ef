import { AppError } from "@/lib/errors.ts";
import { isJson, readBody } from "./body.ts";
import { DeadlinePassed, withDeadline } from "./deadline.ts";
import { networkFault, notJson, PassingFault, refusal } from "./errors.ts";
import { redacted } from "./redacted.ts";
import { retryAfterSeconds } from "./retry-after.ts";

const MAX_REDIRECTS = 3;

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/** What every request to one GitLab shares. `timeoutMs` covers the whole of it, headers and body. */
export type Sender = { root: URL; token: string; fetch: Fetch; timeoutMs: number; now: () => Date };

/** A JSON answer: its value, its headers, and the address that gave it (another than asked, after a redirect). */
export type Answer = { value: unknown; headers: Headers; url: URL };

/**
 * One GET, once.
 * @throws PassingFault where another try may help, AppError `gitlab_*` where not, the signal's reason when it aborts.
 */
export async function send(sender: Sender, url: URL, signal?: AbortSignal): Promise<Answer> {
  const path = pathOf(sender, url);
  try {
    return await withDeadline(sender.timeoutMs, signal, async (deadline) => {
      const { response, from } = await follow(sender, url, deadline);
      const text = await readBody(response, path);
      return { value: valueOf(sender, response, text, path), headers: response.headers, url: from };
    });
  } catch (error) {
    throw faultOf(error, { path, timeoutMs: sender.timeoutMs, signal });
  }
}

/** A renamed project answers 301 to its numeric address. Only this GitLab ever sees the token: other origins are refused. */
async function follow(sender: Sender, start: URL, signal: AbortSignal): Promise<{ response: Response; from: URL }> {
  let url = start;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await sender.fetch(url, {
      headers: { accept: "application/json", "private-token": sender.token, "user-agent": "Backtrak" },
      redirect: "manual",
      signal,
    });
    const location = redirectOf(response);
    if (location === null) return { response, from: url };
    await response.body?.cancel();
    url = sameOrigin(URL.parse(location, url), url, { path: pathOf(sender, start), token: sender.token });
  }
  throw new AppError("gitlab_malformed", `GitLab redirects ${pathOf(sender, start)} in circles`);
}

function redirectOf(response: Response): string | null {
  return [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get("location") : null;
}

function sameOrigin(target: URL | null, from: URL, { path, token }: { path: string; token: string }): URL {
  if (target?.origin === from.origin) return target;
  const where = target === null ? "an address that cannot be read" : redacted(target.origin, token);
  throw new AppError("gitlab_malformed", `GitLab redirects ${path} to ${where}. Is GITLAB_URL its own address?`);
}

function valueOf(sender: Sender, response: Response, text: string, path: string): unknown {
  const { status, headers, ok } = response;
  if (ok && !isJson(headers)) throw notJson(path, status);
  if (ok) return parseJson(text, path);
  throw refusal({
    status,
    path,
    isJson: isJson(headers),
    body: quotable(text, sender.token),
    retryAfterSeconds: retryAfterSeconds(headers.get("retry-after"), sender.now()),
  });
}

/** A body that broke off without the connection noticing is JSON no more: worth another try. */
function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PassingFault("truncated", `The answer to ${path} is cut short or not JSON`);
  }
}

/** What an error text may quote of a refusal; null where it is no JSON. JSON can write the token with escapes, so both are searched. */
function quotable(text: string, token: string): unknown {
  try {
    return JSON.parse(redacted(text, token), (_, value: unknown) =>
      typeof value === "string" ? redacted(value, token) : value,
    );
  } catch {
    return null;
  }
}

type Circumstances = { path: string; timeoutMs: number; signal: AbortSignal | undefined };

function faultOf(error: unknown, { path, timeoutMs, signal }: Circumstances): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof AppError) return error;
  if (error instanceof DeadlinePassed)
    return new PassingFault("time_out", `GitLab took more than ${timeoutMs / 1_000} s for ${path}`);
  return networkFault(error, path);
}

/** The path below `/api/v4`, without the query: what an error text may say. */
function pathOf(sender: Sender, url: URL): string {
  return `/${url.pathname.slice(sender.root.pathname.length)}`;
}
