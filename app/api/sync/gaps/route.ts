import { pageLinks } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { listGaps } from "@/lib/sync/queries/gaps.ts";
import { gapListSchema, gapQuerySchema } from "@/lib/sync/audit-schema.ts";

export const GET = route({
  summary: "The changes that no webhook told of, the gaps that are still open first",
  access: "admin",
  query: gapQuerySchema,
  response: gapListSchema,
  async handle({ request, query, db, replyHeaders }) {
    const { page, page_size: pageSize } = query;
    const { data, total } = await listGaps(db, query);
    replyHeaders.set("link", pageLinks(new URL(request.url), { page, pageSize, total }));
    return { data, page, page_size: pageSize, total };
  },
});
