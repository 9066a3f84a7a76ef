import { headers } from "next/headers";

/**
 * Whether the browser opens the page. Its router, which asks for no HTML, gets a page without data and at once: what the browser has of
 * it is shown, or the skeleton, while it asks.
 */
export async function isOpened(): Promise<boolean> {
  return (await headers()).get("accept")?.includes("text/html") ?? false;
}
