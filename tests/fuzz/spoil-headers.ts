import { ROLES } from "@/lib/auth/access.ts";
import type { Spoiler } from "./attempt.ts";
import { FOREIGN_ORIGINS, FORGED_COOKIES, ODD_HEADERS } from "./naughty.ts";

const SAFE = ["GET", "HEAD"];

/** Somebody who may not call, or nobody: refused before anything else is looked at, so the rest is as it may be. */
export const lesserReader: Spoiler = ({ operation: { role }, random }) => {
  if (role === null) return null;
  const lesser = ROLES.slice(0, ROLES.indexOf(role));
  const reader = random.pick([null, null, ...lesser]);
  if (reader !== null) return { what: `as a ${reader}`, reader, must: { status: 403 } };
  const cookie = random.pick(FORGED_COOKIES);
  return { what: `with the cookie ${cookie}`, reader, headers: { cookie }, must: { status: 401 } };
};

/** Another site makes a browser send a change. */
export const foreignOrigin: Spoiler = ({ operation: { method }, call, random }) => {
  if (SAFE.includes(method)) return null;
  const origin = random.pick(FOREIGN_ORIGINS);
  const headers = { ...call.headers, "content-type": "application/json", ...origin };
  return { what: `from ${JSON.stringify(origin)}`, headers, must: { status: 403 } };
};

export const oddHeader: Spoiler = ({ call, random }) => {
  const odd = random.pick(ODD_HEADERS);
  const type: Record<string, string> = call.json === undefined ? {} : { "content-type": "application/json" };
  const what = `with the header ${JSON.stringify(odd).slice(0, 100)}`;
  return { what, headers: { ...type, ...call.headers, ...odd } };
};
