import { route } from "@/lib/api/route.ts";
import { searchIssues } from "@/lib/search/queries/search.ts";
import { searchAnswerSchema, searchQuerySchema } from "@/lib/search/schema.ts";
import { readFreshness } from "@/lib/sync/queries.ts";

export const GET = route({
  summary:
    "Issues by what they say: titles, descriptions, labels, projects, assignees, a number or an address; the best first",
  access: "viewer",
  query: searchQuerySchema,
  response: searchAnswerSchema,
  async handle({ query, reader, db, env, clock }) {
    const [found, freshness] = await Promise.all([
      searchIssues(db, { query, reader, clock }),
      readFreshness(db, { clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
    ]);
    return { ...found, freshness };
  },
});
