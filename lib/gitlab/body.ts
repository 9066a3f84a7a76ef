import { AppError } from "@/lib/errors.ts";

/** A page of 100 issues with 100 kB of text each stays below it. */
export const MAX_BODY_BYTES = 20 * 1024 * 1024;

/**
 * The body as text, counted while it streams and after it was decompressed, so that neither an endless answer nor a
 * zip bomb fills the memory.
 * @throws AppError `gitlab_malformed` beyond the cap; whatever the stream throws when it breaks off.
 */
export async function readBody(response: Response, path: string): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      await reader.cancel();
      throw new AppError("gitlab_malformed", `The answer to ${path} is larger than ${MAX_BODY_BYTES} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Whether the answer calls itself JSON. GitLab's API always does; login pages and proxies do not. */
export function isJson(headers: Headers): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(headers.get("content-type") ?? "");
}
