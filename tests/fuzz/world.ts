import { randomUUID } from "node:crypto";
import { ROLES, type Role } from "@/lib/auth/access.ts";
import { demoPerson } from "@/lib/auth/demo.ts";
import { DEMO_DOMAIN } from "@/lib/auth/identity.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { hashOf, newSecret } from "@/lib/feeds/secret.ts";
import { park } from "@/lib/jobs/parked.ts";
import type { Session } from "@/prisma/generated/client.ts";
import { applyAll, storeProject } from "../support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "../support/wire-issue.ts";

export const WEBHOOK_SECRET = "webhook-secret-of-the-fuzzer";

/** A small backlog in which every operation has something to find, and what makes more of what a change takes away. */
export type World = {
  projectId: string;
  issueId: string;
  gitlabUserId: string;
  /** Each makes a row of its own and answers its id; `feedSecret` what opens the feed. */
  view(): Promise<string>;
  feed(): Promise<string>;
  feedSecret(): Promise<string>;
  rule(): Promise<string>;
  parkedJob(): Promise<string>;
  /** Somebody beside those who ask here, with a Google account and a session. */
  user(): Promise<string>;
  /** Nobody has said yet who they are in GitLab. */
  forgetMe(): Promise<void>;
  /** Everybody has the sessions back that ever were seen here. */
  comeBack(): Promise<void>;
  /** Nobody has tried to sign in yet. */
  forgetTries(): Promise<void>;
};

const ISSUES = 40;
const DAY_MS = 86_400_000;

export async function makeWorld(db: Db): Promise<World> {
  const projectId = await storeProject(db, 7, "acme/shop");
  await applyAll(
    db,
    projectId,
    Array.from({ length: ISSUES }, (_, index) => wireIssueOf(index + 1)),
  );
  const { id: issueId } = await db.issue.findFirstOrThrow({ where: { iid: 1 } });
  const { id: gitlabUserId } = await db.gitlabUser.findFirstOrThrow({ orderBy: { gitlabUserId: "asc" } });
  const people = await Promise.all(ROLES.map(async (role) => [role, (await demoPerson(db, role)).id] as const));
  const ids: Record<string, string> = Object.fromEntries(people);
  // A worker that was heard of a day from now: nothing here may call it silent.
  const heartbeatAt = new Date(Date.now() + DAY_MS);
  await db.worker.create({ data: { id: randomUUID(), host: "fuzzer", pid: 1, heartbeatAt } });
  const own = (role: Role) => ({
    ownerId: ids[role] ?? "",
    name: `Of the fuzzer ${randomUUID()}`,
    query: "status=blocked",
  });
  const feed = async (secret: string) =>
    db.feed.create({ data: { ...own("manager"), secretHash: Uint8Array.from(hashOf(secret)) } });
  return {
    ...{ projectId, issueId, gitlabUserId },
    view: async () => (await db.savedView.create({ data: { ...own("viewer"), page: "backlog" } })).id,
    feed: async () => (await feed(newSecret())).id,
    feedSecret: async () => {
      const secret = newSecret();
      await feed(secret);
      return secret;
    },
    rule: async () =>
      (await db.statusRule.create({ data: { pattern: `fuzz ${randomUUID()}`, outcome: "blocked" } })).id,
    parkedJob: () => parkJob(db),
    user: () => makeUser(db),
    comeBack: sessionKeeper(db),
    forgetTries: async () => void (await db.rateLimit.deleteMany()),
    forgetMe: async () => void (await db.appUser.updateMany({ data: { gitlabUserId: null } })),
  };
}

function sessionKeeper(db: Db): () => Promise<void> {
  const seen = new Map<string, Session>();
  return async () => {
    for (const session of await db.session.findMany()) seen.set(session.id, session);
    await db.session.createMany({ data: [...seen.values()], skipDuplicates: true });
  };
}

function wireIssueOf(iid: number) {
  const closed = { state: "closed", closed_at: "2026-05-01T09:00:00.000Z", updated_at: "2026-05-01T09:00:00.000Z" };
  const open = { labels: [wireLabel(["Doing", "Blocked", "bug", "O'Brien % _ \\"][iid % 4] ?? "bug")] };
  return wireIssue({
    ...{ iid, title: `Issue ${iid}: orders & <b>refunds</b>`, description: "A *long* story of `code`." },
    ...(iid % 3 === 0 ? closed : open),
    ...(iid % 5 === 0 && { confidential: true }),
    ...(iid % 2 === 0 && { assignees: [wireUser(2), wireUser(3)], due_date: "2026-04-01" }),
  });
}

async function parkJob(db: Db): Promise<string> {
  const key = randomUUID();
  const job = { task: "poll", payload: { projectId: key }, key, priority: 0, maxAttempts: 8, id: "0" };
  await transaction(db, (tx) => park(tx, job, "of the fuzzer"));
  const [row] = await db.$queryRaw<
    { id: string }[]
  >`select id::text from graphile_worker.jobs where key = ${`parked:${key}`}`;
  if (row === undefined) throw new Error("no job was parked");
  return row.id;
}

async function makeUser(db: Db): Promise<string> {
  const key = randomUUID();
  const person = { name: "Of the fuzzer", email: `${key}@${DEMO_DOMAIN}`, emailVerified: true };
  const account = { providerId: "google", accountId: key };
  const session = { token: key, expiresAt: new Date(Date.now() + DAY_MS) };
  const data = { ...person, accounts: { create: account }, sessions: { create: session } };
  return (await db.appUser.create({ data })).id;
}
