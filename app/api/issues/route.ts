import { pageLinks } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { issueListSchema, issueQuerySchema } from "@/lib/issues/schema.ts";
import { readFreshness } from "@/lib/sync/queries.ts";

export const GET = route({
  summary: "Issues, filtered, sorted and paged, with the exact total",
  access: "viewer",
  query: issueQuerySchema,
  response: issueListSchema,
  async handle({ request, query, reader, db, env, clock, replyHeaders }) {
    const { page, page_size: pageSize } = query;
    const [{ data, total }, freshness] = await Promise.all([
      listIssues(db, { query, reader, clock }),
      readFreshness(db, { clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
    ]);
    replyHeaders.set("link", pageLinks(new URL(request.url), { page, pageSize, total }));
    return { data, page, page_size: pageSize, total, freshness };
  },
});
