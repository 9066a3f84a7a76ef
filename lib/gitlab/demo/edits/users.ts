import { invalid, notFound } from "../answers.ts";
import type { User } from "../model.ts";
import type { Store } from "../store.ts";
import type { Outcome } from "./outcome.ts";
import type { EditOf } from "./schema.ts";

/** A person's new name stands on all their issues at once; none of them counts as updated, and nobody is told. */
export function renameUser(store: Store, edit: EditOf<"rename_user">): Outcome {
  const before = store.users.get(edit.user_id);
  if (!before) throw notFound();
  const { name = before.name, username = before.username } = edit;
  const isTaken = [...store.users.values()].some((other) => other.id !== before.id && other.username === username);
  if (isTaken) throw invalid({ username: ["has already been taken"] });
  const user: User = { ...before, name, username, isRenamed: true };
  store.putUser(user);
  return { user, changes: [] };
}
