import { includesRole, type Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { lockAppUser } from "@/lib/people/store.ts";
import { canonicalViewQuery } from "./filter-schema.ts";
import { hasViewCalled, type OwnedView, readView } from "./queries.ts";
import type { ViewChange, ViewDto, ViewForm } from "./schema.ts";
import { clearDefault, insertView, removeView, storeDefault, updateView } from "./store.ts";

type By = Pick<Reader, "id" | "role">;

/**
 * Keeps a view of the reader's own.
 * @throws AppError `invalid_request` for a query that the page does not understand; `forbidden` where who is no manager would share it;
 * `conflict` where the reader has a view of that name
 */
export async function createView(db: Db, form: ViewForm, reader: By): Promise<ViewDto> {
  const query = canonicalViewQuery(form.page, form.query);
  if (form.is_shared) checkMayShare(reader);
  return transaction(db, async (tx) => {
    await lockAppUser(tx, reader.id);
    await checkName(tx, { ownerId: reader.id, name: form.name, butId: null });
    const id = await insertView(tx, { ...form, query, owner_id: reader.id });
    if (form.is_default) await chooseDefault(tx, { ...form, id }, reader);
    return (await found(tx, id, reader)).view;
  });
}

/**
 * Changes a view, or only whether the reader's backlog opens with it, which is up to every reader of it.
 * @throws AppError `not_found` where the reader has no such view; else as `createView`
 */
export async function changeView(
  db: Db,
  { id, change }: { id: string; change: ViewChange },
  reader: By,
): Promise<ViewDto> {
  return transaction(db, async (tx) => {
    const { ownerId } = await found(tx, id, reader);
    await lockAppUser(tx, ownerId);
    const { view } = await found(tx, id, reader); // who held the lock may have changed it
    const { is_default: isDefault, ...fields } = change;
    if (Object.keys(fields).length > 0) await rewrite(tx, { view, ownerId }, fields, reader);
    if (isDefault === true) await chooseDefault(tx, view, reader);
    if (isDefault === false) await clearDefault(tx, { userId: reader.id, viewId: id });
    return (await found(tx, id, reader)).view;
  });
}

/**
 * Deletes a view and answers what it was; whose backlog opened with it starts with every issue again.
 * @throws AppError `not_found`, `forbidden`
 */
export async function deleteView(db: Db, id: string, reader: By): Promise<ViewDto> {
  return transaction(db, async (tx) => {
    const { view } = await found(tx, id, reader);
    checkMayChange(view);
    await removeView(tx, id);
    return view;
  });
}

async function rewrite(
  tx: Tx,
  { view, ownerId }: OwnedView,
  fields: Omit<ViewChange, "is_default">,
  reader: By,
): Promise<void> {
  checkMayChange(view);
  if (fields.is_shared === true) checkMayShare(reader);
  const name = fields.name ?? view.name;
  const query = fields.query === undefined ? view.query : canonicalViewQuery(view.page, fields.query);
  await checkName(tx, { ownerId, name, butId: view.id });
  await updateView(tx, view.id, { name, query, is_shared: fields.is_shared ?? view.is_shared });
}

async function chooseDefault(tx: Tx, view: Pick<ViewDto, "id" | "page">, reader: By): Promise<void> {
  if (view.page !== "backlog") {
    const fault = { field: "body.is_default", message: "is for views of the backlog" };
    throw new AppError("invalid_request", `${fault.field} ${fault.message}`, { faults: [fault] });
  }
  await storeDefault(tx, { userId: reader.id, viewId: view.id });
}

async function found(tx: Tx, id: string, reader: By): Promise<OwnedView> {
  const owned = await readView(tx, reader, id);
  if (owned === null) throw new AppError("not_found", "There is no such view.");
  return owned;
}

function checkMayChange(view: ViewDto): void {
  if (!view.may_change)
    throw new AppError("forbidden", "A shared view is changed by its owner, a manager, or an admin.");
}

function checkMayShare({ role }: By): void {
  if (!includesRole(role, "manager")) throw new AppError("forbidden", "Sharing a view needs the role manager.");
}

async function checkName(tx: Tx, asked: Parameters<typeof hasViewCalled>[1]): Promise<void> {
  if (!(await hasViewCalled(tx, asked))) return;
  const fault = { field: "body.name", message: "is the name of another view" };
  throw new AppError("conflict", `There is a view called ${asked.name} already.`, { faults: [fault] });
}
