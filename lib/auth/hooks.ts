import { APIError } from "better-auth/api";
import type { BetterAuthOptions } from "better-auth";
import { z } from "zod";
import { appendAudit } from "@/lib/audit-log/store.ts";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { attemptUnderWay } from "./attempt.ts";
import { allowedDomains, firstRole, isAllowedEmail, refuseIdentity } from "./identity.ts";

type DatabaseHooks = NonNullable<BetterAuthOptions["databaseHooks"]>;

/** Google's tokens are asked for once, at sign-in, and never kept. */
const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
};

/** What a session is made with; whose account it is comes from our own demo, or from Google in the attempt under way. */
const newSessionSchema = z.object({
  userId: z.uuid(),
  hostedDomain: z.string().nullish(),
  ipAddress: z.string().nullish(),
});

/** The second lock, on the rows themselves: whatever path leads there, no one outside the domains gets a user or a session. */
export function databaseHooks(env: Env, db: Db): DatabaseHooks {
  return {
    user: {
      create: {
        before: async (user) => {
          if (!user.emailVerified) throw refused("email_not_verified");
          if (!isAllowedEmail(user.email, allowedDomains(env))) throw refused("domain_not_allowed");
          const email = user.email.toLowerCase();
          return { data: { ...user, email, role: firstRole(email, env.ADMIN_EMAILS) } };
        },
        after: async ({ id, email, role }) =>
          appendAudit(db, { by: { id, email }, action: "user.created", subject: email, details: { id, role } }),
      },
    },
    session: {
      create: {
        before: async (session) => ({ data: await admitSession(env, db, session) }),
        after: async (session) => writeSignIn(db, session),
      },
    },
    account: {
      create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
    },
  };
}

/** A session carries whose account Google said it is: the list of domains is held against that at each request. */
async function admitSession<S>(env: Env, db: Db, session: S): Promise<S & { hostedDomain: string | null }> {
  const { userId, hostedDomain: given } = newSessionSchema.parse(session);
  const user = await db.appUser.findUnique({ where: { id: userId } });
  if (user?.deactivatedAt !== null) throw refused("deactivated");
  const hostedDomain = given ?? attemptUnderWay()?.identity?.hostedDomain ?? null;
  const refusal = refuseIdentity({ ...user, hostedDomain }, allowedDomains(env));
  if (refusal !== null) throw refused(refusal);
  return { ...session, hostedDomain };
}

async function writeSignIn(db: Db, session: unknown): Promise<void> {
  const attempt = attemptUnderWay();
  if (attempt !== null) attempt.admitted = true;
  const { userId, hostedDomain, ipAddress } = newSessionSchema.parse(session);
  const { id, email } = await db.appUser.findUniqueOrThrow({ where: { id: userId } });
  const details = { id, hosted_domain: hostedDomain, address: ipAddress };
  await appendAudit(db, { by: { id, email }, action: "user.signed_in", subject: email, details });
}

function refused(code: string): APIError {
  return new APIError("FORBIDDEN", { code, message: code });
}
