import type { Reader } from "@/lib/auth/access.ts";
import { allowedDomains, isAllowedEmail } from "@/lib/auth/identity.ts";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import type { ExportLimits } from "@/lib/issues/export.ts";
import type { IssueQuery } from "@/lib/issues/filter-schema.ts";
import type { Pace } from "@/lib/pace.ts";
import { issueQueryOf } from "@/lib/views/filter-schema.ts";
import { findFeed } from "./queries.ts";
import { hashOf } from "./secret.ts";
import { noteUse } from "./store.ts";

const SUFFIX = ".csv";

/** A sheet that stops reading must not keep the others waiting. */
export const FEED_LIMITS: ExportLimits = { patienceMs: 20_000, stallMs: 15_000, longestMs: 2 * 60_000 };

type Around = { env: Pick<Env, "ALLOWED_EMAIL_DOMAINS" | "BACKTRAK_DEMO">; pace: Pace; now: Date };

/**
 * What a feed asks and for whom, by the last part of its address. The reader is its owner as they are now, `me` and notes included; but
 * confidential issues are in no feed. One question is asked of the database whatever is wrong, so that an address which never was,
 * was revoked, or has lost its owner is answered alike.
 * @throws AppError `not_found`; `too_many_requests` for a feed that is read too often
 */
export async function readFeed(
  db: Db,
  address: string,
  { env, pace, now }: Around,
): Promise<{ query: IssueQuery; reader: Reader }> {
  const secret = address.endsWith(SUFFIX) ? address.slice(0, -SUFFIX.length) : "";
  const feed = await findFeed(db, hashOf(secret));
  if (feed === null || !isAllowedEmail(feed.owner.email, allowedDomains(env))) {
    throw new AppError("not_found", "There is no such feed.");
  }
  const waitSeconds = pace.take(feed.id, now.getTime());
  if (waitSeconds !== null) {
    const options = { retryAfterSeconds: waitSeconds };
    throw new AppError("too_many_requests", "This feed is read too often. Try again in a minute.", options);
  }
  await noteUse(db, feed.id);
  return { query: { ...issueQueryOf(feed.query), confidential: false }, reader: feed.owner };
}
