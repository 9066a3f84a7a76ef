import { headers } from "next/headers";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What an opened page has come to know of its URL while it fetched what it shows; what was known before where that takes longer: then the
 * page comes without what is missing, and the browser asks.
 */
export async function whenOpened<T>(known: T, { fetch, withinMs }: Fetching<T>): Promise<T> {
  return (await isOpened()) ? Promise.race([fetch(known), sleep(withinMs, known)]) : known;
}

type Fetching<T> = { fetch: (known: T) => Promise<T>; withinMs: number };

/**
 * Whether the browser opens the page. Its router, which asks for no HTML, gets a page without data and at once: what the browser has of
 * it is shown, or the skeleton, while it asks.
 */
async function isOpened(): Promise<boolean> {
  return (await headers()).get("accept")?.includes("text/html") ?? false;
}
