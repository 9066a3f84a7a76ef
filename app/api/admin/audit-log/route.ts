import { olderLink } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { listAuditLog } from "@/lib/audit-log/queries.ts";
import { auditListSchema, auditQuerySchema } from "@/lib/audit-log/schema.ts";

export const GET = route({
  summary: "Who changed what, who signed in, and who was refused, newest first",
  access: "admin",
  query: auditQuerySchema,
  response: auditListSchema,
  async handle({ request, query, db, clock, replyHeaders }) {
    const list = await listAuditLog(db, query, clock.zone);
    if (list.next !== null) replyHeaders.set("link", olderLink(new URL(request.url), list.next));
    return list;
  },
});
