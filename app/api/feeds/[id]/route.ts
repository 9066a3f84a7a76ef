import { z } from "zod";
import { answerCsv } from "@/app/api/issues.csv/answer.ts";
import { webContext } from "@/lib/api/context.ts";
import { route } from "@/lib/api/route.ts";
import { revokeFeed } from "@/lib/feeds/apply.ts";
import { FEED_LIMITS, readFeed } from "@/lib/feeds/read.ts";
import { feedAddressSchema, feedParamsSchema, feedSchema } from "@/lib/feeds/schema.ts";

export const GET = route({
  summary: "The CSV of GET /api/issues.csv for a feed's owner, without confidential issues; `id` is `<secret>.csv`",
  access: "anonymous",
  params: feedAddressSchema,
  response: z.string(),
  mediaType: "text/csv",
  errors: ["not_found", "too_many_requests", "busy"],
  async handle(call) {
    const { feedPace: pace, feedTurns: turns, env } = webContext();
    const feed = await readFeed(call.db, call.params.id, { env, pace, now: call.clock.now });
    return answerCsv(call, { ...feed, turns, limits: FEED_LIMITS });
  },
});
export const DELETE = route({
  summary: "Revokes a feed, its owner's or as an admin anybody's, and answers what it was",
  access: "manager",
  params: feedParamsSchema,
  response: feedSchema,
  errors: ["not_found"],
  handle: ({ db, params, reader }) => revokeFeed(db, params.id, reader),
});
