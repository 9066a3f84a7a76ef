import type { AuditAction } from "@/lib/audit-log/schema.ts";
import { appendAudit } from "@/lib/audit-log/store.ts";
import type { Reader } from "@/lib/auth/access.ts";
import { endSessions } from "@/lib/auth/sign-out.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { listAdmins, readUser } from "./queries.ts";
import type { UserChange, UserDto } from "./schema.ts";
import { lockUserAndAdmins, removeGoogleAccounts, storeDeactivated, storeRole } from "./store.ts";
import { LAST_ADMIN_STAYS } from "./wording.ts";

/** Whom it is done to, by which admin, and the domains whose addresses may sign in. */
type Asked = { id: string; reader: Reader; domains: readonly string[] };
type Write = (action: AuditAction, details: Record<string, unknown>) => Promise<void>;
/** What is done under the lock; each step that changes something is written down with it. */
type Work = (tx: Tx, user: UserDto, write: Write) => Promise<void>;

/**
 * Gives a user another role, takes their access away or gives it back; answers the user as they are then. What is so already writes
 * nothing. Both hold from the user's next request on; deactivation ends their sessions too.
 * @throws AppError `last_admin` where nobody could sign in as an admin any more; `not_found`; `forbidden` as `actOn`
 */
export async function changeUser(db: Db, asked: Asked, change: UserChange): Promise<UserDto> {
  return actOn(db, asked, async (tx, user, write) => {
    const wasDeactivated = user.deactivated_at !== null;
    const { role = user.role, deactivated = wasDeactivated } = change;
    if (user.is_last_admin && (role !== "admin" || deactivated)) throw new AppError("last_admin", LAST_ADMIN_STAYS);
    if (role !== user.role) {
      await storeRole(tx, user.id, role);
      await write("user.role_changed", { from: user.role, to: role });
    }
    if (deactivated === wasDeactivated) return;
    await storeDeactivated(tx, user.id, deactivated);
    // On the way back too: one that began in the very moment of the deactivation must not come alive again.
    const sessions = await endSessions(tx, user.id);
    if (deactivated) await write("user.deactivated", { role, sessions });
    else await write("user.reactivated", { role });
  });
}

/** Ends all sessions of a user; where there are none nothing is written. @throws AppError `not_found`; `forbidden` as `actOn` */
export async function endUserSessions(db: Db, asked: Asked): Promise<UserDto> {
  return actOn(db, asked, async (tx, user, write) => {
    const sessions = await endSessions(tx, user.id);
    if (sessions > 0) await write("user.sessions_ended", { sessions });
  });
}

/**
 * Lets whoever signs in next with the user's address become that user: the Google account which was linked to it is forgotten, and
 * its sessions end. An address whose Google account was replaced is refused at the sign-in until then (`lib/auth/google.ts`).
 * @throws AppError `not_found`; `forbidden` as `actOn`
 */
export async function forgetGoogleAccount(db: Db, asked: Asked): Promise<UserDto> {
  return actOn(db, asked, async (tx, user, write) => {
    const accounts = await removeGoogleAccounts(tx, user.id);
    if (accounts.length === 0) return;
    await write("user.google_account_forgotten", { accounts, sessions: await endSessions(tx, user.id) });
  });
}

/** @throws AppError `forbidden` for who has stopped being an admin since the request was let in */
async function actOn(db: Db, { id, ...asking }: Asked, work: Work): Promise<UserDto> {
  return transaction(db, async (tx) => {
    await lockUserAndAdmins(tx, id);
    const { reader, domains } = asking;
    const admins = await listAdmins(tx, domains);
    if (!admins.includes(reader.id)) throw new AppError("forbidden", "You are not an admin any more.");
    const user = await readUser(tx, id, asking);
    if (user === null) throw nobody();
    await work(tx, user, (action, details) =>
      appendAudit(tx, { by: reader, action, subject: user.email, details: { id, ...details } }),
    );
    return (await readUser(tx, id, asking)) ?? user;
  });
}

function nobody(): AppError {
  return new AppError("not_found", "There is no such user.");
}
