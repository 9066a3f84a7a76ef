import { sql, type Sql } from "@/lib/db/sql.ts";

/** The condition that project `p` is the one a person names: by our id, GitLab's id, or its path in any case. */
export function projectNamed(name: string): Sql {
  return sql`(p.id::text = lower(${name}) or p.gitlab_project_id::text = ${name}
    or lower(p.path_with_namespace) = lower(${name}))`;
}
