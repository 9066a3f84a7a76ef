import { pageLinks } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { listRuns } from "@/lib/sync/queries/runs.ts";
import { runListSchema, runQuerySchema } from "@/lib/sync/schema.ts";

export const GET = route({
  summary: "What the sync has run, newest first",
  access: "admin",
  query: runQuerySchema,
  response: runListSchema,
  async handle({ request, query, db, replyHeaders }) {
    const { page, page_size: pageSize } = query;
    const { data, total } = await listRuns(db, query);
    replyHeaders.set("link", pageLinks(new URL(request.url), { page, pageSize, total }));
    return { data, page, page_size: pageSize, total };
  },
});
