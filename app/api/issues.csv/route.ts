import { z } from "zod";
import { webContext } from "@/lib/api/context.ts";
import { route } from "@/lib/api/route.ts";
import { exportIssues } from "@/lib/issues/export.ts";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { localDay } from "@/lib/time.ts";

export const GET = route({
  summary:
    "The issues of GET /api/issues as a CSV file: the whole list in its order, whatever page and page_size say; instants are local times of ORG_TIMEZONE",
  access: "viewer",
  query: issueQuerySchema,
  response: z.string(),
  mediaType: "text/csv",
  errors: ["busy"],
  async handle({ request, requestId, query, reader, db, clock, log }) {
    const headers = {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="backtrak-${localDay(clock.now, clock.zone)}.csv"`,
    };
    if (request.method === "HEAD") return new Response(null, { headers }); // Next asks GET, and reads no body
    const asked = { query, reader, clock, signal: request.signal };
    const body = await exportIssues(db, asked, { turns: webContext().exportTurns, log, requestId });
    return new Response(body, { headers });
  },
});
