import type { BetterAuthOptions } from "better-auth";
import { google, verifyGoogleIdToken } from "better-auth/social-providers";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { attemptUnderWay } from "./attempt.ts";
import { allowedDomains, refuseIdentity, type Identity } from "./identity.ts";

type ValidateUserInfo = NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>;

const PROVIDER = "google";

/** Google's ID token as far as we ask it. Where `hd` is absent the account belongs to no organisation. */
const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().regex(/^[^\0]+$/),
  email_verified: z.boolean(),
  hd: z.string().nullish(),
});

/**
 * Google where it is configured; its ID tokens are only taken from Google itself, never from a caller. better-auth reads the one that
 * comes with the code without proof, as OpenID Connect Core 3.1.3.7 allows: here its signature, issuer, audience and age must be
 * right all the same.
 */
export function googleProvider(env: Env) {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env;
  if (clientId === undefined || clientSecret === undefined) return {};
  const options = { clientId, clientSecret, disableIdTokenSignIn: true, prompt: "select_account" as const };
  const provider = google(options);
  const getUserInfo: typeof provider.getUserInfo = async (tokens) => {
    const identity = await proveIdentity(tokens.idToken, clientId);
    const attempt = attemptUnderWay();
    if (identity === null || attempt === null) return null;
    attempt.identity = identity;
    return provider.getUserInfo(tokens);
  };
  return { google: { ...options, getUserInfo } };
}

/** Whom an ID token names; null where it is not Google's for us. */
async function proveIdentity(idToken: string | undefined, clientId: string): Promise<Identity | null> {
  if (idToken === undefined) return null;
  const { success, data } = claimsSchema.safeParse(await verifyGoogleIdToken({ token: idToken, audience: clientId }));
  return success ? { email: data.email, emailVerified: data.email_verified, hostedDomain: data.hd ?? null } : null;
}

/**
 * Asked at every sign-in with what Google says at that moment: when a person is new, when an account is linked, and when
 * someone comes back. Whoever does not come from Google is refused, and so is another Google account under a known person's
 * address: an address that is given to somebody else does not hand on what its last owner may see.
 */
export function admitIdentity(env: Env, db: Db): ValidateUserInfo {
  return async ({ user, source }) => {
    const identity = attemptUnderWay()?.identity;
    if (source.oauth?.providerId !== PROVIDER || !identity) return { error: "identity_unknown" };
    const refusal = refuseIdentity(identity, allowedDomains(env));
    if (refusal !== null) return { error: refusal };
    if (source.action !== "link-account") return undefined;
    const others = await db.account.count({ where: { userId: user.id, providerId: PROVIDER } });
    return others === 0 ? undefined : { error: "other_google_account" };
  };
}
