const REFUSALS = new Map([
  ["domain_not_allowed", "That account's e-mail address is not in an organisation that may use Backtrak."],
  ["hosted_domain_not_allowed", "That is a private Google account. Use the one your organisation gave you."],
  ["email_not_verified", "Google has not verified that e-mail address yet."],
  ["deactivated", "That account has been deactivated. An admin can switch it on again."],
  [
    "other_google_account",
    "That address belongs to another Google account here. An admin can have that one forgotten.",
  ],
  ["state_mismatch", "That sign-in was begun somewhere else, or too long ago. Begin again."],
  ["access_denied", "The sign-in was cancelled at Google."],
]);

/** Why a sign-in was refused, for people, by the code that stands in the address; null when there is none. */
export function refusalInWords(code: string | undefined): string | null {
  if (code === undefined || code === "") return null;
  return REFUSALS.get(code) ?? "The sign-in did not work. Try again, or ask an admin.";
}
