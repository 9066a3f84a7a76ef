import { ownOrigins } from "@/lib/api/origin.ts";
import { route } from "@/lib/api/route.ts";
import { createFeed } from "@/lib/feeds/apply.ts";
import { listFeeds } from "@/lib/feeds/queries.ts";
import { feedFormSchema, feedListSchema, newFeedSchema } from "@/lib/feeds/schema.ts";

export const GET = route({
  summary: "The reader's feeds, for an admin everybody's, without what opens them",
  access: "manager",
  response: feedListSchema,
  handle: async ({ db, reader }) => ({ data: await listFeeds(db, reader) }),
});

export const POST = route({
  summary: "Makes a feed: a query of the backlog as a CSV behind a secret address, which is answered this once",
  access: "manager",
  body: feedFormSchema,
  response: newFeedSchema,
  status: 201,
  async handle({ db, env, body, reader }) {
    const { feed, secret } = await createFeed(db, body, reader);
    return { ...feed, url: `${ownOrigins(env)[0]}/api/feeds/${secret}.csv` };
  },
});
