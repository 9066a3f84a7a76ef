import { pageLinks } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { issueListSchema } from "@/lib/issues/schema.ts";

export const GET = route({
  summary: "Issues, filtered, sorted and paged, with the exact total",
  access: "viewer",
  query: issueQuerySchema,
  response: issueListSchema,
  async handle({ request, query, reader, db, env, clock, replyHeaders }) {
    const list = await listIssues(db, { query, reader, clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES });
    const { page, page_size: pageSize, total } = list;
    replyHeaders.set("link", pageLinks(new URL(request.url), { page, pageSize, total }));
    return list;
  },
});
