import { pageLinks } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { listAuditLog } from "@/lib/audit-log/queries.ts";
import { auditListSchema, auditQuerySchema } from "@/lib/audit-log/schema.ts";

export const GET = route({
  summary: "Who changed what in the settings, newest first",
  access: "admin",
  query: auditQuerySchema,
  response: auditListSchema,
  async handle({ request, query, db, replyHeaders }) {
    const { page, page_size: pageSize } = query;
    const { data, total } = await listAuditLog(db, query);
    replyHeaders.set("link", pageLinks(new URL(request.url), { page, pageSize, total }));
    return { data, page, page_size: pageSize, total };
  },
});
