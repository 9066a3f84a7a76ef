import type { RouteContext } from "@/lib/api/declaration.ts";
import type { Reader } from "@/lib/auth/access.ts";
import { type ExportLimits, exportIssues } from "@/lib/issues/export.ts";
import type { IssueQuery } from "@/lib/issues/filter-schema.ts";
import { localDay } from "@/lib/time.ts";
import type { Turns } from "@/lib/turns.ts";

type Call = Pick<RouteContext<never, never, never, never>, "request" | "requestId" | "db" | "clock" | "log">;
type Asked = { query: IssueQuery; reader: Reader; turns: Turns; limits?: ExportLimits };

/** The issues of a query as a file with the local day in its name. */
export async function answerCsv(
  { request, requestId, db, clock, log }: Call,
  { query, reader, turns, limits }: Asked,
): Promise<Response> {
  const headers = {
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="backtrak-${localDay(clock.now, clock.zone)}.csv"`,
  };
  if (request.method === "HEAD") return new Response(null, { headers }); // Next asks GET, and reads no body
  const asked = { query, reader, clock, signal: request.signal };
  return new Response(await exportIssues(db, asked, { turns, log, requestId, limits }), { headers });
}
