import type { Reader } from "@/lib/auth/access.ts";
import { appendAudit } from "@/lib/audit-log/store.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { Person } from "@/lib/issues/schema.ts";
import { readGitlabUser, readPerson } from "./queries.ts";
import { lockAppUser, storeGitlabUser } from "./store.ts";

/**
 * The reader says who they are in GitLab; the choice and its line in the audit log are committed together. Chosen once: the same
 * person again writes nothing, another is for an admin to set.
 * @throws AppError `invalid_request` where there is no such person; `conflict` where another is chosen already
 */
export async function chooseGitlabUser(
  db: Db,
  { reader, gitlabUserId }: { reader: Pick<Reader, "id" | "email">; gitlabUserId: string },
): Promise<Person> {
  return transaction(db, async (tx) => {
    await lockAppUser(tx, reader.id);
    const [before, person] = [await readGitlabUser(tx, reader.id), await readPerson(tx, gitlabUserId)];
    if (person === null) throw nobody();
    if (before?.id === person.id) return person;
    if (before !== null) {
      throw new AppError(
        "conflict",
        `You have said that you are ${before.username} in GitLab. An admin can correct it.`,
      );
    }
    await storeGitlabUser(tx, { appUserId: reader.id, gitlabUserId: person.id });
    const details = { id: reader.id, before: null, after: { id: person.id, username: person.username } };
    await appendAudit(tx, { by: reader, action: "user.gitlab_user_chosen", subject: reader.email, details });
    return person;
  });
}

function nobody(): AppError {
  const fault = { field: "body.gitlab_user_id", message: "is nobody whom Backtrak knows from GitLab" };
  return new AppError("invalid_request", `${fault.field} ${fault.message}`, { faults: [fault] });
}
