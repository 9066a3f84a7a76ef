import { route } from "@/lib/api/route.ts";
import { applyImport, dryRunImport } from "@/lib/import/apply.ts";
import { importBodySchema, importQuerySchema, importReportSchema, MAX_IMPORT_BODY_BYTES } from "@/lib/import/schema.ts";

export const POST = route({
  summary: "Set overrides from a CSV of the old sheet: a report a row first (dry_run), then all of it or nothing",
  access: "manager",
  query: importQuerySchema,
  body: importBodySchema,
  maxBodyBytes: MAX_IMPORT_BODY_BYTES,
  response: importReportSchema,
  errors: ["conflict", "precondition_failed"],
  handle({ db, body, query, reader, clock }) {
    const asked = { body, reader, clock };
    return query.dry_run ? dryRunImport(db, asked) : applyImport(db, asked);
  },
});
