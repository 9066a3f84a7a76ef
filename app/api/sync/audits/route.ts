import { pageLinks } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { listAudits } from "@/lib/sync/queries/audits.ts";
import { auditListSchema, auditQuerySchema } from "@/lib/sync/audit-schema.ts";

export const GET = route({
  summary: "The last audit of each project, or every one: counts here and in GitLab, and what was put right",
  access: "admin",
  query: auditQuerySchema,
  response: auditListSchema,
  async handle({ request, query, db, replyHeaders }) {
    const { page, page_size: pageSize } = query;
    const { data, total } = await listAudits(db, query);
    replyHeaders.set("link", pageLinks(new URL(request.url), { page, pageSize, total }));
    return { data, page, page_size: pageSize, total };
  },
});
