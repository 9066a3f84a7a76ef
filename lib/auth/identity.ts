import type { Env } from "@/lib/env.ts";
import type { Role } from "./access.ts";

/** The domain of the demo's people: `.invalid` belongs to no one (RFC 2606), so no mail address can be in it. */
export const DEMO_DOMAIN = "demo.invalid";

/** Who Google says someone is. `hostedDomain` is its `hd` claim: which organisation's account this is, if any. */
export type Identity = { email: string; emailVerified: boolean; hostedDomain: string | null };

export type Refusal = "email_not_verified" | "domain_not_allowed" | "hosted_domain_not_allowed";

const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;

/** Whose e-mail addresses count: `ALLOWED_EMAIL_DOMAINS`, and in a demo its own people. */
export function allowedDomains(env: Pick<Env, "ALLOWED_EMAIL_DOMAINS" | "BACKTRAK_DEMO">): string[] {
  return env.BACKTRAK_DEMO ? [...env.ALLOWED_EMAIL_DOMAINS, DEMO_DOMAIN] : env.ALLOWED_EMAIL_DOMAINS;
}

/** Why an identity may not come in, null when it may. A sub-domain is another domain. */
export function refuseIdentity(identity: Identity, domains: readonly string[]): Refusal | null {
  if (!identity.emailVerified) return "email_not_verified";
  if (!isAllowedEmail(identity.email, domains)) return "domain_not_allowed";
  if (identity.hostedDomain === null || !domains.includes(identity.hostedDomain.toLowerCase())) {
    return "hosted_domain_not_allowed";
  }
  return null;
}

/**
 * Whether an address is in one of the domains, exactly. Only plain ASCII with one `@`: lower-casing other letters can make
 * another address of it (the Kelvin sign becomes a k).
 */
export function isAllowedEmail(email: string, domains: readonly string[]): boolean {
  if (!PRINTABLE_ASCII.test(email)) return false;
  const [local, domain, ...rest] = email.toLowerCase().split("@");
  return Boolean(local) && domain !== undefined && rest.length === 0 && domains.includes(domain);
}

/** What a new person may do: those of `ADMIN_EMAILS` everything, all others look. */
export function firstRole(email: string, adminEmails: readonly string[]): Role {
  return adminEmails.includes(email.toLowerCase()) ? "admin" : "viewer";
}
