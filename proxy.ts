import { NextResponse, type NextRequest } from "next/server";
import { contentSecurityPolicy } from "@/lib/api/csp.ts";
import { addUsualHeaders } from "@/lib/api/headers.ts";
import { invalidRequest } from "@/lib/api/input.ts";
import { problemResponse } from "@/lib/api/problem.ts";
import { PATH_HEADER } from "@/lib/auth/own-path.ts";

const HSTS = "max-age=31536000; includeSubDomains";
const SIGN_IN = "/sign-in";
const SESSION_COOKIE = /(^|; )(__Secure-)?backtrak\.session_token=/;

/**
 * Headers for pages, and a short way to the sign-in for who has no session cookie at all. It decides nothing: every page and
 * route looks for itself, and a cookie that is there may still be worth nothing.
 */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  if (!isDecodable(pathname)) return refuseAddress(pathname);
  if (pathname.startsWith("/api/")) return NextResponse.next();
  if (pathname !== SIGN_IN && !SESSION_COOKIE.test(request.headers.get("cookie") ?? "")) {
    return toSignIn(request, pathname + search);
  }
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy({
    nonce,
    gitlabUrl: process.env.GITLAB_URL,
    isDevelopment: process.env.NODE_ENV === "development",
  });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set(PATH_HEADER, pathname + search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (process.env.BETTER_AUTH_URL?.startsWith("https:")) response.headers.set("strict-transport-security", HSTS);
  return response;
}

function toSignIn(request: NextRequest, from: string): NextResponse {
  const target = request.nextUrl.clone();
  target.pathname = SIGN_IN;
  target.search = from === "/" ? "" : `?next=${encodeURIComponent(from)}`;
  return NextResponse.redirect(target);
}

function refuseAddress(pathname: string): Response {
  if (!pathname.startsWith("/api/")) return new Response("The address is not valid UTF-8.", { status: 400 });
  const requestId = crypto.randomUUID();
  const response = problemResponse(invalidRequest([{ field: "params", message: "are not valid UTF-8" }]), requestId);
  addUsualHeaders(response.headers, requestId);
  return response;
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

// The API answers with headers of its own and its bodies must not be buffered here, so only its encoded paths are looked
// at: Next fails on one that cannot be decoded. Everything but our own files may be a page, whatever its name ends in.
export const config = { matcher: ["/((?!api/|_next/|icon\\.svg$).*)", "/api/(.*%.*)"] };
