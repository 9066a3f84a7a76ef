import type { Account } from "@/tests/support/google/server.ts";

/** Written by hand: what comes in, and as what; or why it does not. */
export type Case = Omit<Account, "claims"> & {
  who: string;
  claims?: Account["claims"];
  gets: string;
};

/** An account of the organisation that nothing is wrong with. The cases say how they differ from it. */
export const ADA = {
  sub: "1001",
  email: "ada.byron@acme.test",
  email_verified: true,
  hd: "acme.test",
  name: "Ada Byron",
  picture: "https://lh3.googleusercontent.com/a/ada",
};

/** With `ALLOWED_EMAIL_DOMAINS=acme.test,acme.example` and `ADMIN_EMAILS=Boss@acme.test`. */
export const PROPER: Case[] = [
  { who: "an account of the organisation", gets: "viewer" },
  {
    who: "upper case in address and organisation",
    claims: { email: "ADA.Byron@ACME.TEST", hd: "ACME.test" },
    gets: "viewer",
  },
  { who: "a plus address", claims: { email: "ada.byron+reports@acme.test" }, gets: "viewer" },
  { who: "the second domain of the list", claims: { email: "ada@acme.example", hd: "acme.example" }, gets: "viewer" },
  {
    who: "an address of one of our domains, in the account of the other",
    claims: { email: "ada@acme.example" },
    gets: "viewer",
  },
  { who: "someone without a name", claims: { name: undefined, picture: undefined }, gets: "viewer" },
  { who: "the first admin", claims: { email: "boss@acme.test" }, gets: "admin" },
  { who: "the first admin in capitals", claims: { email: "BOSS@Acme.Test" }, gets: "admin" },
  {
    who: "a plus address of the first admin, who is nobody's admin",
    claims: { email: "boss+x@acme.test" },
    gets: "viewer",
  },
  {
    who: "an address like the first admin's in our other domain",
    claims: { email: "boss@acme.example" },
    gets: "viewer",
  },
  { who: "a claim `role`, which means nothing", claims: { role: "admin", is_admin: true }, gets: "viewer" },
  { who: "the issuer without https, as Google also writes it", claims: { iss: "accounts.google.com" }, gets: "viewer" },
];

const email = (who: string, address: unknown, gets = "domain_not_allowed"): Case => ({
  who,
  claims: { email: address },
  gets,
});
const hd = (who: string, domain: unknown, gets = "hosted_domain_not_allowed"): Case => ({
  who,
  claims: { hd: domain },
  gets,
});
const forged = (who: string, account: Partial<Account>): Case => ({ who, ...account, gets: "unable_to_get_user_info" });
const seconds = (fromNow: number) => Math.floor(Date.now() / 1_000) + fromNow;

export const HOSTILE: Case[] = [
  email("another domain", "ada@evil.test"),
  email("a domain that ends like ours", "ada@evilacme.test"),
  email("a domain that begins like ours", "ada@acme.test.evil.test"),
  email("a sub-domain of ours", "ada@mail.acme.test"),
  email("the domain above ours", "ada@test"),
  email("a hyphen before ours", "ada@evil-acme.test"),
  email("a dot after ours", "ada@acme.test."),
  email("a space after ours", "ada@acme.test "),
  email("a line end after ours", "ada@acme.test\n"),
  email("a NUL after ours", "ada@acme.test\0", "unable_to_get_user_info"),
  email("a NUL before another", "ada@acme.test\0.evil.test", "unable_to_get_user_info"),
  email("two at signs, ours last", "ada@evil.test@acme.test"),
  email("two at signs, ours first", "ada@acme.test@evil.test"),
  email("a quoted at sign", '"ada@evil.test"@acme.test'),
  email("nobody before the at sign", "@acme.test"),
  email("nothing but our domain", "acme.test"),
  email("an empty address", "", "unable_to_get_user_info"),
  email("a Cyrillic a in our domain", "ada@\u0430cme.test"),
  email("our domain in full-width letters", "ada@\uFF41cme.test"),
  email("our domain in punycode of a look-alike", "ada@xn--cme-7cd.test"),
  email("an ideographic full stop", "ada@acme\u3002test"),
  email("a zero-width space in our domain", "ada@ac\u200Bme.test"),
  email("a soft hyphen in our domain", "ada@ac\u00ADme.test"),
  email("letters that are turned round", "ada@\u202Etset.emca"),
  email("the Kelvin sign, of which lower case makes a k", "bac\u212A@acme.test"),
  email("half of a surrogate pair", "ada\uD800@acme.test"),
  email("a list of addresses", "ada@acme.test,ada@evil.test"),
  email("an address with a name", "Ada <ada@acme.test>"),
  email("an escaped dot", "ada@acme%2Etest"),
  email("the demo's domain", "priya.raman@demo.invalid"),
  email("a private account", "ada@gmail.com"),
  email("an address that is a list", ["ada@acme.test"], "unable_to_get_user_info"),
  email("no address at all", undefined, "unable_to_get_user_info"),
  { who: "an address that is not verified", claims: { email_verified: false }, gets: "email_not_verified" },
  forged("an address verified in words only", { claims: { email_verified: "true" } }),
  forged("an address verified by a number", { claims: { email_verified: 1 } }),
  forged("nothing about verification", { claims: { email_verified: undefined } }),
  hd("no organisation, with an address of ours", undefined),
  hd("an organisation of null", null),
  hd("an empty organisation", ""),
  hd("any organisation", "*"),
  hd("another organisation, with an address of ours", "evil.test"),
  hd("an organisation that ends like ours", "evilacme.test"),
  hd("a sub-domain as organisation", "mail.acme.test"),
  hd("both our domains in one", "acme.test,acme.example"),
  hd("a list of organisations", ["acme.test"], "unable_to_get_user_info"),
  {
    who: "another organisation's account with another's address",
    claims: { email: "a@evil.test", hd: "evil.test" },
    gets: "domain_not_allowed",
  },
  { who: "our organisation with a private address", claims: { email: "ada@gmail.com" }, gets: "domain_not_allowed" },
  {
    who: "the demo's people",
    claims: { email: "priya.raman@demo.invalid", hd: "demo.invalid" },
    gets: "domain_not_allowed",
  },
  forged("no subject", { claims: { sub: undefined } }),
  forged("an empty subject", { claims: { sub: "" } }),
  forged("a subject that is a number", { claims: { sub: 1001 } }),
  forged("a token that a stranger signed", { signature: "stranger" }),
  forged("a token that nobody signed", { signature: "none" }),
  forged("a token signed with Google's public key", { signature: "public key" }),
  forged("a token for another application", { claims: { aud: "another-client" } }),
  forged("a token for no application", { claims: { aud: undefined } }),
  forged("a token of another issuer", { claims: { iss: "https://accounts.evil.test" } }),
  forged("a token that has expired", { claims: { exp: seconds(-60) } }),
  forged("a token that was made two hours ago", { claims: { iat: seconds(-7_200) } }),
  forged("a token from the future", { claims: { iat: seconds(600) } }),
  forged("no token", { withoutIdToken: true }),
];
