import { STATUS_WORDS } from "@/lib/status/wording.ts";
import { ROLE_WORDS, sessionWords } from "@/lib/users/wording.ts";
import type { AuditAction, AuditRowDto } from "./schema.ts";

/** What each action is called. */
export const ACTION_WORDS: Record<AuditAction, string> = {
  "feed.created": "Feed made",
  "feed.revoked": "Feed revoked",
  "overrides.imported": "Sheet imported",
  "status_rule.created": "Status rule made",
  "status_rule.changed": "Status rule changed",
  "status_rule.deleted": "Status rule deleted",
  "sync.audit_requested": "Audit started",
  "sync.bootstrap_requested": "Bootstrap started",
  "sync.job_retried": "Parked job tried again",
  "sync.poll_requested": "Poll started",
  "sync.reconcile_requested": "Reconcile started",
  "user.created": "First sign-in",
  "user.deactivated": "Deactivated",
  "user.gitlab_user_chosen": "GitLab user chosen",
  "user.google_account_forgotten": "Google account forgotten",
  "user.reactivated": "Reactivated",
  "user.role_changed": "Role changed",
  "user.sessions_ended": "Sessions ended",
  "user.sign_in_refused": "Sign-in refused",
  "user.signed_in": "Signed in",
  "user.signed_out": "Signed out",
  "user.signed_out_everywhere": "Signed out everywhere",
};

/** What an action is called; of one that another version wrote, its code as words. */
export function actionWords(action: string): string {
  return isKnown(action) ? ACTION_WORDS[action] : sentence(action.replace(".", " "));
}

/** Everything else that was written down, a line each. Ids say nothing to people, and what names a secret is not shown, whoever wrote it. */
export function detailWords({ details }: Pick<AuditRowDto, "details">): string[] {
  const { from, to, before, after, ...rest } = details;
  const changed = from === undefined && to === undefined ? [] : [`${valueWords(from)} → ${valueWords(to)}`];
  return [...changed, ...differences(before, after), ...Object.entries(rest).flatMap(lineOf)];
}

const SECRETIVE = /secret|token|password|hash|cookie/i;
const NAMES: Record<string, string> = { hosted_domain: "Google organisation", address: "From the address" };
const CODES: Record<string, string> = { ...ROLE_WORDS, ...STATUS_WORDS, not_done: "Not done" };

function lineOf([name, value]: [string, unknown]): string[] {
  if (name === "id" || value === null || value === undefined || SECRETIVE.test(name)) return [];
  if (name === "sessions" && typeof value === "number") return [`${sessionWords(value)} ended`];
  if (name === "reason" && typeof value === "string") return [`Reason: ${value.replaceAll("_", " ")}`];
  if (typeof value === "boolean") return value ? [nameWords(name)] : [];
  if (isRecord(value)) return Object.entries(value).flatMap(lineOf);
  return [`${nameWords(name)}: ${valueWords(value)}`];
}

/** Only what is another: a rule that was renamed keeps all else. */
function differences(before: unknown, after: unknown): string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) => {
    const [old, now] = [valueWords(was[name]), valueWords(is[name])];
    if (name === "id" || SECRETIVE.test(name) || old === now) return [];
    if (before === null || after === null) return [`${nameWords(name)}: ${before === null ? now : old}`];
    return [`${nameWords(name)}: ${old} → ${now}`];
  });
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "string") return CODES[value] ?? value;
  if (Array.isArray(value)) return value.map(valueWords).join(", ");
  if (!isRecord(value)) return JSON.stringify(value);
  return valueWords(value.path ?? value.username ?? value.name ?? JSON.stringify(value));
}

function nameWords(name: string): string {
  return NAMES[name] ?? sentence(name);
}

function sentence(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(ACTION_WORDS, action);
}
