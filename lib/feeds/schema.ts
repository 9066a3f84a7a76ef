import { z } from "zod";
import { viewName, viewQueryText } from "@/lib/views/schema.ts";

/** A feed, without the secret that opens it. `query` is that of the backlog; `last_used_at` is up to a minute behind. */
export const feedSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  owner: z.string(),
  is_own: z.boolean(),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
});
export type FeedDto = z.infer<typeof feedSchema>;

/** GET /api/feeds: the reader's own, newest first; for an admin everybody's. */
export const feedListSchema = z.object({ data: z.array(feedSchema) });
export type FeedList = z.infer<typeof feedListSchema>;

/** POST /api/feeds: a query of the backlog and what to call it. */
export const feedFormSchema = z.strictObject({ name: viewName, query: viewQueryText });
export type FeedForm = z.infer<typeof feedFormSchema>;

/** The feed as it was made, with the address that opens it; no other answer has it again. */
export const newFeedSchema = feedSchema.extend({ url: z.url() });
export type NewFeed = z.infer<typeof newFeedSchema>;

export const feedParamsSchema = z.strictObject({ id: z.uuid() });
/** In GET the last part of a feed's address, in place of an id: `<secret>.csv`. Any other text is an unknown feed. */
export const feedAddressSchema = z.strictObject({ id: z.string() });
