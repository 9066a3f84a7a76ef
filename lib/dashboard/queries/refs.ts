import { sql } from "@/lib/db/sql.ts";
import { ASSIGNEES } from "@/lib/issues/queries/rows.ts";

/** The tables that `ISSUE_REF` reads, under the names that the predicate knows. */
export const REF_TABLES = sql`issues i join projects p on p.id = i.project_id`;

/**
 * An issue as the lists of the dashboard name it, in one column that `issueRefSchema` parses: beside it a statement selects what its
 * panel says of the issue, under the same condition, so that no list shows what its reader may not see.
 */
export const ISSUE_REF = sql`jsonb_build_object(
  'id', i.id, 'reference', p.path_with_namespace || '#' || i.iid, 'title', i.title, 'status', i.status,
  'confidential', i.confidential, 'assignees', ${ASSIGNEES})`;
