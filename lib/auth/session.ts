import { isAPIError } from "better-auth/api";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { webContext } from "@/lib/api/context.ts";
import { includesRole, ROLES, SESSION_LONGEST_DAYS, type Reader, type Role } from "./access.ts";
import { webAuth } from "./auth.ts";
import { allowedDomains, refuseIdentity } from "./identity.ts";
import { isOwnPath, PATH_HEADER } from "./own-path.ts";

const ABSOLUTE_MS = SESSION_LONGEST_DAYS * 86_400_000;

/** A session and its person as better-auth has just read them from the database. */
const sessionSchema = z.object({
  session: z.object({ createdAt: z.date(), hostedDomain: z.string().nullish() }),
  user: z.object({
    id: z.uuid(),
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string(),
    role: z.enum(ROLES),
    deactivatedAt: z.date().nullish(),
  }),
});

/** Who asks, and the cookies that prolong the session, to be sent with the answer. */
export type ReadSession = { reader: Reader | null; setCookies: string[] };

/**
 * Who asks, by the session cookie of these headers; null where there is none that counts. Role, deactivation and the allowed
 * domains, of the address and of Google's account, are looked at each time, so that a change holds from the next request on.
 */
export async function readReader(requestHeaders: Headers): Promise<Reader | null> {
  const { reader } = await readSession(requestHeaders, { prolong: false });
  return reader;
}

/** As `readReader`, and prolongs the session where it was last prolonged a day ago; only where cookies can be answered. */
export async function readSession(requestHeaders: Headers, { prolong }: { prolong: boolean }): Promise<ReadSession> {
  if (!requestHeaders.has("cookie")) return { reader: null, setCookies: [] };
  const query = prolong ? {} : { disableRefresh: true };
  const answer = await webAuth()
    .api.getSession({ headers: requestHeaders, query, returnHeaders: true })
    .catch((error: unknown) => {
      throw isAPIError(error) && error.cause !== undefined ? error.cause : error;
    });
  if (answer.response === null) return { reader: null, setCookies: answer.headers.getSetCookie() };
  return { reader: toReader(sessionSchema.parse(answer.response)), setCookies: answer.headers.getSetCookie() };
}

/**
 * The reader of the page being rendered. Sends who has no session to sign in and back again; for who lacks the role the page
 * does not exist.
 */
export async function requireReader(needed: Role = "viewer"): Promise<Reader> {
  const reader = await readerOfPage();
  if (reader === null) redirect(signInPath((await headers()).get(PATH_HEADER)));
  if (!includesRole(reader.role, needed)) notFound();
  return reader;
}

const readerOfPage = cache(async () => readReader(await headers()));

function signInPath(from: string | null): string {
  return from === null || from === "/" || !isOwnPath(from) ? "/sign-in" : `/sign-in?next=${encodeURIComponent(from)}`;
}

function toReader({ session, user }: z.infer<typeof sessionSchema>): Reader | null {
  const { env } = webContext();
  const tooOld = Date.now() - session.createdAt.getTime() > ABSOLUTE_MS;
  const identity = { ...user, hostedDomain: session.hostedDomain ?? null };
  const welcome = !user.deactivatedAt && refuseIdentity(identity, allowedDomains(env)) === null;
  return tooOld || !welcome ? null : { id: user.id, email: user.email, name: user.name, role: user.role };
}
