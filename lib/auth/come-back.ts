import { appendAudit } from "@/lib/audit-log/store.ts";
import type { Db } from "@/lib/db/client.ts";
import { attemptSignIn } from "./attempt.ts";
import { askBetterAuth } from "./doors.ts";
import type { Identity } from "./identity.ts";
import { takeTurn } from "./rate-limit.ts";

/** Whoever comes without Google's word is anybody, and must not fill the audit log. */
const UNPROVEN_REFUSALS = { window: 60, max: 20 };
const LONGEST_EMAIL = 254;
const CODE = /^[a-z_]{1,60}$/;

/**
 * Lets in who comes back from Google, or sends them to the sign-in with the reason. A refusal is written down with that reason and the
 * address that Google named.
 * @throws AppError as `askBetterAuth`
 */
export async function comeBackFromGoogle(db: Db, request: Request): Promise<Response> {
  const { answer, identity, admitted } = await attemptSignIn(() => askBetterAuth(request));
  if (!admitted) await writeRefusal(db, identity, reasonOf(answer, request));
  return answer;
}

async function writeRefusal(db: Db, identity: Identity | null, reason: string): Promise<void> {
  if (identity === null && !(await takeTurn(db, "refusals", UNPROVEN_REFUSALS)).allowed) return;
  const email = identity === null ? "anonymous" : writable(identity.email);
  const hostedDomain = identity?.hostedDomain ? writable(identity.hostedDomain) : null;
  await appendAudit(db, {
    by: { id: null, email },
    action: "user.sign_in_refused",
    subject: email,
    details: { reason, hosted_domain: hostedDomain },
  });
}

function reasonOf(answer: Response, request: Request): string {
  const target = URL.parse(answer.headers.get("location") ?? "", request.url);
  const code = target?.searchParams.get("error") ?? "";
  return CODE.test(code) ? code : "unknown";
}

/** What somebody else wrote, short and without signs that Postgres or a reader stumbles over. */
function writable(text: string): string {
  return text.toWellFormed().slice(0, LONGEST_EMAIL).toWellFormed().replaceAll(/\p{C}/gu, "\uFFFD");
}
