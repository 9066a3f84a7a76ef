import { appendAudit } from "@/lib/audit-log/store.ts";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { readNamed } from "@/lib/issues/queries/named.ts";
import { canonicalViewQuery, issueQueryOf } from "@/lib/views/filter-schema.ts";
import { readFeedById } from "./queries.ts";
import type { FeedDto, FeedForm } from "./schema.ts";
import { hashOf, newSecret } from "./secret.ts";
import { insertFeed, removeFeed } from "./store.ts";

/**
 * Makes a feed of a query of the backlog, and answers it with its secret, which only the caller then has. It keeps the query as it is
 * now: a view that is changed later by others does not change what an address in a sheet gives away.
 * @throws AppError `invalid_request` for a query that the backlog does not understand, that asks for confidential issues, or for `me`
 * where the reader has not said who they are in GitLab
 */
export async function createFeed(db: Db, form: FeedForm, reader: Reader): Promise<{ feed: FeedDto; secret: string }> {
  const query = canonicalViewQuery("backlog", form.query);
  await checkAnswerable(db, query, reader);
  const secret = newSecret();
  return transaction(db, async (tx) => {
    const id = await insertFeed(tx, { ownerId: reader.id, name: form.name, query, secretHash: hashOf(secret) });
    const feed = await readFeedById(tx, reader, id);
    if (feed === null) throw notFound();
    await appendAudit(tx, { by: reader, action: "feed.created", subject: feed.name, details: { id, query } });
    return { feed, secret };
  });
}

/**
 * Revokes a feed, its owner's or as an admin anybody's, and answers what it was.
 * @throws AppError `not_found` where the reader has no such feed
 */
export async function revokeFeed(db: Db, id: string, reader: Reader): Promise<FeedDto> {
  return transaction(db, async (tx) => {
    const feed = await readFeedById(tx, reader, id);
    if (feed === null) throw notFound();
    await removeFeed(tx, id);
    const details = { id, query: feed.query, owner: feed.owner };
    await appendAudit(tx, { by: reader, action: "feed.revoked", subject: feed.name, details });
    return feed;
  });
}

async function checkAnswerable(db: Db, query: string, reader: Reader): Promise<void> {
  const asked = issueQueryOf(query);
  await readNamed(db, asked, reader);
  if (asked.confidential !== true) return;
  const fault = { field: "body.query.confidential", message: "asks for what a feed never carries" };
  throw new AppError("invalid_request", `${fault.field} ${fault.message}`, { faults: [fault] });
}

function notFound(): AppError {
  return new AppError("not_found", "There is no such feed.");
}
