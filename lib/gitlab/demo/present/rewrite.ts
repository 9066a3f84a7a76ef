import { z } from "zod";
import type { Site } from "./site.ts";

/** An address of the recorded GitLab as one of ours: the path stays, the host changes. What is no address stays as it is. */
export function rewriteUrl(site: Site, value: unknown): unknown {
  const url = typeof value === "string" ? URL.parse(value) : null;
  return url && /^https?:$/.test(url.protocol) ? `${site.url}${url.pathname}${url.search}` : value;
}

/** A recorded person with our addresses. */
export function rewriteUser(site: Site, value: unknown): unknown {
  const user = z.record(z.string(), z.unknown()).safeParse(value);
  if (!user.success) return value;
  const { avatar_url, web_url } = user.data;
  return { ...user.data, avatar_url: rewriteUrl(site, avatar_url), web_url: rewriteUrl(site, web_url) };
}
