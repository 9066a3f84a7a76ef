import { z } from "zod";
import { issueRowSchema, readAsSchema } from "@/lib/issues/schema.ts";
import { wholeNumber } from "@/lib/paging.ts";
import { freshnessSchema } from "@/lib/sync/schema.ts";

/** Where a result holds what was searched for. `notes` are for managers and admins only. */
export const MATCHED_IN = ["reference", "title", "label", "assignee", "project", "description", "notes"] as const;
export type MatchedIn = (typeof MATCHED_IN)[number];

export const MAX_SEARCH_RESULTS = 50;
/** Matches are counted up to here; beyond it is said that there are more. */
export const MAX_SEARCH_TOTAL = 1_000;

/** GET /api/search: words, a reference (`#12`, `group/project#12`) or the address of an issue in GitLab; `limit` results at most. */
export const searchQuerySchema = z.strictObject({
  q: z.string().trim().min(1).max(200),
  limit: wholeNumber.pipe(z.number().min(1).max(MAX_SEARCH_RESULTS)).prefault("20"),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

const searchResultSchema = issueRowSchema
  .pick({ id: true, iid: true, reference: true, title: true, status: true, updated_at: true, confidential: true })
  // To say which of them was found.
  .extend(issueRowSchema.pick({ project: true, assignees: true, labels: true }).shape)
  .extend({
    matched: z.array(z.enum(MATCHED_IN)),
    /** Part of the description, or of the notes, around the first word that was found there; plain text. */
    excerpt: z.string().nullable(),
  });
export type SearchResult = z.infer<typeof searchResultSchema>;

/** The best first: the issue that is named, then those whose title has all the words, then the rest; of each the last updated first. */
export const searchAnswerSchema = z.object({
  data: z.array(searchResultSchema),
  /** How many there are, up to `MAX_SEARCH_TOTAL`. */
  total: z.number().int(),
  /** There are more than `total`. */
  more: z.boolean(),
  /** The words that were looked for, folded: lower case, without accents. What begins with one of them is a match to be marked. */
  words: z.array(z.string()),
  read_as: readAsSchema,
  freshness: freshnessSchema,
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
