import { Client } from "pg";
import { z } from "zod";

/** Which tables were written since the ledger was read last; what was rolled back is not among them. */
export type Ledger = { read(): Promise<string[]>; close(): Promise<void> };

const rows = z.array(z.object({ change: z.string() }));

/** What only notes that somebody asked: how often, and when last. */
const NOTES = ["public.rate_limits"];

/** Has every table of a database tell when a row of it is inserted, updated or deleted, the job queue's too. */
export async function openLedger(url: string): Promise<Ledger> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(INSTALL);
  const read = async () => {
    const { rows: found } = await client.query("select distinct change from fuzz.written order by 1");
    if (found.length > 0) await client.query("truncate fuzz.written");
    return rows
      .parse(found)
      .map(({ change }) => change)
      .filter((change) => !NOTES.includes(change.split(" ")[1] ?? ""));
  };
  await read();
  return { read, close: () => client.end() };
}

const INSTALL = `
  create schema fuzz;
  create unlogged table fuzz.written (change text not null);
  create function fuzz.note() returns trigger language plpgsql security definer as $$
    begin
      insert into fuzz.written values (format('%s %s.%s', lower(tg_op), tg_table_schema, tg_table_name));
      return null;
    end $$;
  do $$
    declare found record;
    begin
      for found in
        select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'fuzz')
      loop
        execute format('create trigger fuzz_note after insert or update or delete on %I.%I
          for each row execute function fuzz.note()', found.nspname, found.relname);
      end loop;
    end $$;`;
