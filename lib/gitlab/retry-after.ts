/** Longer than this GitLab is not believed. */
const MAX_RETRY_AFTER_SECONDS = 15 * 60;

/**
 * How many seconds a `Retry-After` header asks to wait, at most 15 minutes. Seconds or an HTTP date (RFC 9110, 10.2.3).
 * Absent, 0, negative, past and unreadable ones ask for nothing: undefined, and the caller backs off by itself.
 */
export function retryAfterSeconds(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const seconds = /^-?\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : secondsUntil(header, now);
  if (!(seconds > 0)) return undefined;
  return Math.min(Math.ceil(seconds), MAX_RETRY_AFTER_SECONDS);
}

function secondsUntil(date: string, now: Date): number {
  return (Date.parse(date) - now.getTime()) / 1_000;
}
