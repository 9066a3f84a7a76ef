import type { Journal } from "../journal.ts";
import type { Store } from "../store.ts";
import type { Webhooks } from "../webhooks.ts";
import { applyEdit } from "./apply.ts";
import type { Moment, Outcome } from "./outcome.ts";
import type { Edit } from "./schema.ts";

/**
 * Makes an edit happen: in the world, in the journal, and, unless it is silent, out to the webhooks. Without an actor it
 * is the token's owner's, without a moment it happens now. @throws Refusal where it is not possible.
 */
export type Editor = (edit: Edit, actorId?: number, at?: Date) => Outcome;

type EditorParts = { store: Store; journal: Journal; webhooks: Webhooks; now: () => Date };

/** Replays the journal into the world, without a word to anyone, and gives the editor for what follows. */
export function createEditor({ store, journal, webhooks, now }: EditorParts): Editor {
  for (const { edit, at, actor_id } of journal.entries)
    applyEdit(store, edit, { at: Date.parse(at), actorId: actor_id });
  return (edit, actorId = store.world.ownerId, at = now()) => {
    const moment: Moment = { at: at.getTime(), actorId };
    const outcome = applyEdit(store, edit, moment);
    journal.append({ at: new Date(moment.at).toISOString(), actor_id: actorId, edit });
    if (!edit.silent) for (const change of outcome.changes) webhooks.send(change);
    return outcome;
  };
}
