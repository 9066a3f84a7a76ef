const YEAR_S = 365 * 24 * 3_600;

export type Cookies = { get(name: string): { value: string } | undefined };

/** Keeps a choice for a year, in this browser. */
export function keepInCookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
