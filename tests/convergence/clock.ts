import type { Db } from "@/lib/db/client.ts";

/**
 * Time for GitLab and the database together, turned forward by the test: minutes pass between two edits, so that cursors,
 * overlaps, back-offs and heartbeats mean what they mean in life, and a seed still takes a second.
 *
 * The database's part stands in a schema before `pg_catalog` in the search path: `now()` and `clock_timestamp()` without a
 * schema, also as defaults of columns, are these.
 */
export const CLOCK_SQL = `
  create schema clock;
  create table clock.ahead (ms double precision not null);
  insert into clock.ahead values (0);
  create function clock.clock_timestamp() returns timestamptz language sql volatile as
    $$ select pg_catalog.clock_timestamp() + ms * interval '1 millisecond' from clock.ahead $$;
  create function clock.now() returns timestamptz language sql stable as
    $$ select pg_catalog.now() + ms * interval '1 millisecond' from clock.ahead $$;
  do $$ declare place record; begin
    for place in
      select format('%I.%I', table_schema, table_name) as name, column_name from information_schema.columns
      where table_schema in ('public', 'graphile_worker') and column_default in ('now()', 'clock_timestamp()', 'CURRENT_TIMESTAMP')
    loop
      execute format('alter table %s alter column %I set default clock.now()', place.name, place.column_name);
    end loop;
  end $$`;

export const SEARCH_PATH = `clock, "$user", public, pg_catalog`;

export type Clock = ReturnType<typeof createClock>;

/** `skewMs`: how far GitLab's clock is ahead of the database's. */
export function createClock(db: Db, skewMs: number) {
  let ahead = 0;
  return {
    /** What GitLab's clock shows. */
    gitlab: () => new Date(Date.now() + ahead + skewMs),
    /** What the database's clock shows. */
    database: () => new Date(Date.now() + ahead),
    /** The database's goes first: GitLab never stamps a change later than both have come to. */
    forward: async (ms: number) => {
      await db.$executeRaw`update clock.ahead set ms = ${ahead + ms}::double precision`;
      ahead += ms;
    },
  };
}
