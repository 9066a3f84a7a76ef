import type { Client } from "pg";
import { z } from "zod";

const sectionSchema = z.array(z.object({ section: z.string(), line: z.string() }));

// What Postgres itself says of everything in `public`, in an order that does not depend on when it was made. The first line's type is
// that of all: as a `name` it would cut each to 63 characters.
const CATALOGUE = `
with tables as (
  select oid, relname from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> '_prisma_migrations'
), lines as (
  select 'enum ' || t.typname as section, 1 as part, e.enumsortorder::int as place, e.enumlabel::text as line
  from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = 'public'::regnamespace
  union all
  select 'table ' || c.relname, 1, a.attnum,
    a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
      || case when a.attidentity <> '' then ' identity' else '' end
      || case when a.attgenerated <> '' then ' generated' else '' end
  from tables c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  union all
  select 'table ' || c.relname, 2, 0, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
  from tables c join pg_constraint k on k.conrelid = c.oid where k.contype <> 'n'
  union all
  select 'table ' || c.relname, 3, 0, 'index ' || i.relname || ' ' || pg_get_indexdef(x.indexrelid)
  from tables c join pg_index x on x.indrelid = c.oid join pg_class i on i.oid = x.indexrelid
  where not exists (select from pg_constraint k where k.conindid = x.indexrelid)
  union all
  select 'table ' || c.relname, 4, 0, 'trigger ' || pg_get_triggerdef(t.oid)
  from tables c join pg_trigger t on t.tgrelid = c.oid where not t.tgisinternal
  union all
  select 'functions', 1, 0, pg_get_functiondef(p.oid)
  from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all
  select 'extensions', 1, 0, extname from pg_extension where extname <> 'plpgsql'
)
select section, line from lines order by section collate "C", part, place, line collate "C"`;

/** The catalogue of a migrated database as text: enums, tables with columns, constraints, indexes, triggers. */
export async function catalogueText(client: Client): Promise<string> {
  const { rows } = await client.query(CATALOGUE);
  const sections = Map.groupBy(sectionSchema.parse(rows), ({ section }) => section);
  const texts = [...sections].map(([section, lines]) => [section, ...lines.map(({ line }) => `  ${line}`)].join("\n"));
  return `${texts.join("\n\n")}\n`;
}

/** What one text has that the other lacks, as lines of `-` and `+`; empty when they are equal. */
export function differences(before: string, after: string): string[] {
  const [old, present] = [named(before), named(after)];
  const missing = old.filter((line) => !present.includes(line)).map((line) => `- ${line}`);
  const added = present.filter((line) => !old.includes(line)).map((line) => `+ ${line}`);
  return missing.length + added.length > 0 || before === after ? [...missing, ...added] : ["~ the order of the lines"];
}

// Each line with the section it stands in: `not null` on one table is not `not null` on another.
function named(text: string): string[] {
  return text.split("\n\n").flatMap((section) => {
    const [title = "", ...lines] = section.trimEnd().split("\n");
    return lines.map((line) => `${title}: ${line.trim()}`);
  });
}
