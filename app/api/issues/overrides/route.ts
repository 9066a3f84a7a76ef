import { route } from "@/lib/api/route.ts";
import { applyOverrides } from "@/lib/overrides/apply.ts";
import { MAX_CHANGES_BYTES, overrideChangesSchema, overridesChangedSchema } from "@/lib/overrides/schema.ts";

export const POST = route({
  summary: "Change what management adds to up to 1,000 issues: all of it or nothing; answers what takes it back",
  access: "manager",
  body: overrideChangesSchema,
  maxBodyBytes: MAX_CHANGES_BYTES,
  response: overridesChangedSchema,
  errors: ["not_found", "precondition_failed"],
  handle: ({ body, reader, db }) => applyOverrides(db, { changes: body.changes, reader }),
});
