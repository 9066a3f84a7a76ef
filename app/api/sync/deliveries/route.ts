import { pageLinks } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { listDeliveries } from "@/lib/sync/queries/deliveries.ts";
import { deliveryListSchema, deliveryQuerySchema } from "@/lib/sync/schema.ts";

export const GET = route({
  summary: "What GitLab has posted in the last 30 days and what became of it, newest first",
  access: "admin",
  query: deliveryQuerySchema,
  response: deliveryListSchema,
  async handle({ request, query, db, replyHeaders }) {
    const { page, page_size: pageSize } = query;
    const { data, total } = await listDeliveries(db, query);
    replyHeaders.set("link", pageLinks(new URL(request.url), { page, pageSize, total }));
    return { data, page, page_size: pageSize, total };
  },
});
