import { DENSITIES, type Density } from "@/components/data-table/density.ts";
import { type Cookies, keepInCookie } from "@/components/layout/kept-cookie.ts";

const NAME = "backtrak_density";

/** How high this reader likes the rows. A cookie, so that the server draws them right the first time. */
export function readDensity(cookies: Cookies): Density {
  const kept = cookies.get(NAME)?.value;
  return DENSITIES.find((density) => density === kept) ?? "normal";
}

/** What the browser's own cookies say: the server's page may have been fetched before the last choice. */
export function densityHere(): Density {
  const kept = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${NAME}=`));
  return readDensity({ get: () => (kept === undefined ? undefined : { value: kept.slice(NAME.length + 1) }) });
}

export function rememberDensity(density: Density): void {
  keepInCookie(NAME, density);
}
