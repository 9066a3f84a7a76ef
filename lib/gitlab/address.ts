import { BlockList, isIP } from "node:net";
import { AppError } from "@/lib/errors.ts";

/** Addresses that answer with a cloud machine's own credentials, and the link-local ranges they live in. */
const NEVER = new BlockList();
NEVER.addSubnet("169.254.0.0", 16);
NEVER.addSubnet("fe80::", 10, "ipv6");
NEVER.addAddress("fd00:ec2::254", "ipv6");
NEVER.addAddress("100.100.100.200");
NEVER.addAddress("168.63.129.16");
NEVER.addAddress("192.0.0.192");
const NEVER_NAMES = /^(metadata|metadata\.goog|metadata\.google\.internal|instance-data)\.?$/;

/**
 * The root of the REST API of the GitLab at `baseUrl`, ending in `/api/v4/`.
 * @throws AppError `bad_environment` for anything but a plain http(s) address, and for link-local and metadata hosts.
 */
export function apiRoot(baseUrl: string): URL {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) throw badAddress("must be an http(s) address");
  if (url.username !== "" || url.password !== "") throw badAddress("must not hold a user or password");
  if (url.search !== "" || url.hash !== "") throw badAddress("must not hold a query or fragment");
  if (isNever(url.hostname)) throw badAddress("must not be a link-local or metadata address");
  return new URL(`${url.origin}${url.pathname.replace(/\/+$/, "")}/api/v4/`);
}

/**
 * An id or a path (`group/project`) as one segment of an API path.
 * @throws AppError `gitlab_not_found` for what would leave its place in the path.
 */
export function segment(id: bigint | number | string): string {
  const written = String(id);
  if (/^\.{0,2}$/.test(written) || !written.isWellFormed())
    throw new AppError("gitlab_not_found", `"${written.toWellFormed()}" is neither an id nor a path`);
  return encodeURIComponent(written);
}

function isNever(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const version = isIP(host);
  if (version === 0) return NEVER_NAMES.test(host);
  return NEVER.check(host, version === 6 ? "ipv6" : "ipv4");
}

function badAddress(words: string): AppError {
  return new AppError("bad_environment", `GITLAB_URL ${words}`);
}
