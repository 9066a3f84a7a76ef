import type { Store } from "../store.ts";

/** What showing needs: the world, and the address that it is shown under (without a slash at the end). */
export type Site = { store: Store; url: string };

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

export function isoTimeOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}
