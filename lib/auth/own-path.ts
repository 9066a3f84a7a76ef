/** The request header in which the proxy tells a page its own path and query. */
export const PATH_HEADER = "x-backtrak-path";

const ROUNDS_OF_ENCODING = 3;

/**
 * Whether `next=` or `callbackURL` stays on this site: an absolute path, never another host in disguise (`//evil`, `/\evil`,
 * `/%2f%2fevil`). Browsers drop tabs and line ends and read `\` as `/`, so none of these may stand in it.
 */
export function isOwnPath(text: string): boolean {
  let path = text.split(/[?#]/, 1)[0] ?? "";
  for (let round = 0; round < ROUNDS_OF_ENCODING; round++) {
    if (!/^\/(?!\/)/.test(path) || /[\\\p{Cc}]/u.test(path)) return false;
    const decoded = decode(path);
    if (decoded === path) return !/\p{Cc}/u.test(text);
    if (decoded === null) return false;
    path = decoded;
  }
  return false;
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
