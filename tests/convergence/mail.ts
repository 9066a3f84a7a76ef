import { randomUUID } from "node:crypto";
import type { Db } from "@/lib/db/client.ts";
import type { Change, Issue } from "@/lib/gitlab/demo/model.ts";
import type { Site } from "@/lib/gitlab/demo/present/site.ts";
import type { Random } from "@/lib/gitlab/demo/random.ts";
import { webhookBody } from "@/lib/gitlab/demo/webhook-body.ts";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import type { Tally } from "./tally.ts";

const SECRET = "secret-of-the-convergence";

/** A delivery that GitLab has made and that has not arrived: its body says what stood when it was made. */
type Letter = { after: Issue; body: string; key: string };

export type Mail = ReturnType<typeof createMail>;

type MailParts = { db: Db; site: Site; random: Random; tally: Tally; shares: { dropped: number; doubled: number } };

/** Webhooks between their making and their arrival: some get lost, some come twice, and they come in any order. */
export function createMail({ db, site, random, tally, shares }: MailParts) {
  let letters: Letter[] = [];
  const taken = new Map<number, Issue>();

  const deliver = async ({ after, body, key }: Letter) => {
    const headers = { "x-gitlab-token": SECRET, "idempotency-key": key, "content-type": "application/json" };
    const request = new Request("http://backtrak.test/", { method: "POST", headers, body });
    const { outcome } = await receiveDelivery(db, request, {
      secrets: { GITLAB_WEBHOOK_SECRET: SECRET },
      now: new Date(),
    });
    tally.add("operations", `webhook ${outcome}`);
    const now = site.store.issueById(after.id);
    if (outcome === "enqueued" && now !== undefined) taken.set(after.id, now);
  };

  return {
    waiting: () => letters.length,
    post: (change: Change) => {
      if (random.chance(shares.dropped)) return tally.add("operations", "webhook dropped");
      const body = JSON.stringify(webhookBody(site, change));
      const letter = { after: change.after, body, key: randomUUID() };
      letters.push(letter);
      if (!random.chance(shares.doubled)) return undefined;
      // A repeat keeps its key, or is made anew as after a timeout.
      letters.push(random.chance(0.5) ? letter : { ...letter, key: randomUUID() });
      return tally.add("operations", "webhook doubled");
    },
    /** Any of those under way, or the one that was made last. */
    deliverOne: async (which: "any" | "last" = "any") => {
      const last = Math.max(0, letters.length - 1);
      const [letter] = letters.splice(which === "last" ? last : random.int(0, last), 1);
      if (letter === undefined) return;
      tally.log(`  webhook of ${letter.after.projectId}#${letter.after.iid} arrives`);
      await deliver(letter);
    },
    /** Issues as they stood when the last webhook of each was taken: they are fetched after that. */
    taken: () => [...taken.values()],
    /** Everything still under way arrives. */
    deliverAll: async () => {
      const rest = random.some(letters, letters.length);
      letters = [];
      for (const letter of rest) await deliver(letter);
    },
  };
}
