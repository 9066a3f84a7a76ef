import { z } from "zod";
import { LONGEST_NAME_CHARACTERS, VIEW_PAGES } from "./filters.ts";

const LONGEST_QUERY_CHARACTERS = 8_000;

/** What views and feeds are called. */
export const viewName = z.string().trim().min(1, "is blank").max(LONGEST_NAME_CHARACTERS);
/** As it stands in the page's URL, with or without the `?`. */
export const viewQueryText = z.string().max(LONGEST_QUERY_CHARACTERS);

/**
 * A saved view as a reader sees it. `query` is canonical. `is_default`: the reader's backlog opens with it. `is_own`: the reader made
 * it; `owner` is the name of who did. `may_change`: the reader may rename, share, update and delete it.
 */
export const viewSchema = z.object({
  id: z.uuid(),
  page: z.enum(VIEW_PAGES),
  name: z.string(),
  query: z.string(),
  is_shared: z.boolean(),
  is_default: z.boolean(),
  is_own: z.boolean(),
  owner: z.string(),
  may_change: z.boolean(),
});
export type ViewDto = z.infer<typeof viewSchema>;

/** GET /api/views: own views first, then those that others share, each by name. */
export const viewListSchema = z.object({ data: z.array(viewSchema) });
export type ViewList = z.infer<typeof viewListSchema>;

/** POST /api/views */
export const viewFormSchema = z.strictObject({
  page: z.enum(VIEW_PAGES).default("backlog"),
  name: viewName,
  query: viewQueryText,
  is_shared: z.boolean().default(false),
  is_default: z.boolean().default(false),
});
export type ViewForm = z.infer<typeof viewFormSchema>;
export type ViewFormBody = z.input<typeof viewFormSchema>;

/** PATCH /api/views/:id: what to change; what is absent stays. `is_default` is the reader's own choice. */
export const viewChangeSchema = z
  .strictObject({
    name: viewName.optional(),
    query: viewQueryText.optional(),
    is_shared: z.boolean().optional(),
    is_default: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "names nothing to change");
export type ViewChange = z.infer<typeof viewChangeSchema>;

export const viewParamsSchema = z.strictObject({ id: z.uuid() });
