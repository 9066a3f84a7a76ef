import { APIError } from "better-auth/api";
import type { BetterAuthOptions } from "better-auth";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { allowedDomains, firstRole, isAllowedEmail, refuseIdentity } from "./identity.ts";

type ValidateUserInfo = NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>;
type DatabaseHooks = NonNullable<BetterAuthOptions["databaseHooks"]>;

/** Google's ID token as far as we ask it. Where `hd` is absent the account belongs to no organisation. */
const googleProfileSchema = z.object({
  email: z.string(),
  email_verified: z.boolean(),
  hd: z.string().nullish(),
});

/** Google's tokens are asked for once, at sign-in, and never kept. */
const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
};

/**
 * Asked at every sign-in with what Google says at that moment: when a person is new, when an account is linked, and when
 * someone comes back. Whoever does not come from Google is refused.
 */
export function admitIdentity(env: Env): ValidateUserInfo {
  return ({ source }) => {
    const profile = googleProfileSchema.safeParse(source.oauth?.profile);
    if (source.oauth?.providerId !== "google" || !profile.success) return { error: "identity_unknown" };
    const { email, email_verified: emailVerified, hd } = profile.data;
    const refusal = refuseIdentity({ email, emailVerified, hostedDomain: hd ?? null }, allowedDomains(env));
    return refusal === null ? undefined : { error: refusal };
  };
}

/** The second lock, on the rows themselves: whatever path leads there, no one outside the domains gets a user or a session. */
export function databaseHooks(env: Env, db: Db): DatabaseHooks {
  return {
    user: {
      create: {
        before: async (user) => {
          if (!user.emailVerified) throw refused("email_not_verified");
          if (!isAllowedEmail(user.email, allowedDomains(env))) throw refused("domain_not_allowed");
          return {
            data: { ...user, email: user.email.toLowerCase(), role: firstRole(user.email, env.ADMIN_EMAILS) },
          };
        },
      },
    },
    session: {
      create: {
        before: async (session) => {
          const user = await db.appUser.findUnique({ where: { id: session.userId } });
          if (user?.deactivatedAt !== null) throw refused("deactivated");
          if (!user.emailVerified) throw refused("email_not_verified");
          if (!isAllowedEmail(user.email, allowedDomains(env))) throw refused("domain_not_allowed");
        },
      },
    },
    account: {
      create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
    },
  };
}

function refused(code: string): APIError {
  return new APIError("FORBIDDEN", { code, message: code });
}
