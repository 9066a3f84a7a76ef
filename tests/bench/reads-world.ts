import { z } from "zod";
import { askPostgres } from "../soak/mirror.ts";

/** What the mirror happens to hold, for questions that are about something: the busiest of each, in lower case where case is ignored. */
export type World = Busiest & { titles: Word[]; texts: Word[] };
export type Busiest = z.infer<typeof worldSchema>;
type Word = { word: string; issues: number };

const named = z.object({ id: z.uuid(), name: z.string() });
const worldSchema = z.object({
  issues: z.int(),
  today: z.string(),
  project: named,
  assignee: named,
  author: named,
  credited: named,
  labels: z.array(z.object({ title: z.string(), ids: z.array(z.uuid()) })).min(2),
  milestone: z.string(),
  newest: z.object({ iid: z.int(), path: z.string() }),
});

const WORLD = `
  with live as materialized (
    select id, iid, project_id, author_id, lower(milestone) as milestone, assignee_ids, label_ids, credited_ids, updated_at_gitlab
    from issues where gone_at is null),
  busy_labels as (
    select lower(l.title) as title, array_agg(distinct l.id) as ids, count(distinct live.id) as n
    from live cross join unnest(live.label_ids) x (id) join labels l on l.id = x.id group by 1 order by 3 desc, 1 limit 2)
  select (select count(*)::int from issues) as issues,
    (now() at time zone 'UTC')::date::text as today,
    (select jsonb_build_object('id', p.id, 'name', p.path_with_namespace) from live join projects p on p.id = live.project_id
      group by p.id order by count(*) desc, p.id limit 1) as project,
    (select jsonb_build_object('id', u.id, 'name', u.username) from live cross join unnest(live.assignee_ids) x (id)
      join gitlab_users u on u.id = x.id group by u.id order by count(*) desc, u.id limit 1) as assignee,
    (select jsonb_build_object('id', u.id, 'name', u.username) from live join gitlab_users u on u.id = live.author_id
      group by u.id order by count(*) desc, u.id limit 1) as author,
    (select jsonb_build_object('id', u.id, 'name', u.username) from live cross join unnest(live.credited_ids) x (id)
      join gitlab_users u on u.id = x.id group by u.id order by count(*) desc, u.id limit 1) as credited,
    (select jsonb_agg(jsonb_build_object('title', title, 'ids', ids) order by n desc, title) from busy_labels) as labels,
    (select milestone from live where milestone is not null group by 1 order by count(*) desc, 1 limit 1) as milestone,
    (select jsonb_build_object('iid', live.iid, 'path', p.path_with_namespace) from live join projects p on p.id = live.project_id
      order by live.updated_at_gitlab desc, live.id limit 1) as newest`;

export async function readWorld(databaseUrl: string): Promise<World> {
  const busiest = await readBusiest(databaseUrl);
  const titles = await readWords(databaseUrl, "title");
  return { ...busiest, titles, texts: await readWords(databaseUrl, "title || ' ' || coalesce(description, '')") };
}

/** The same without the words, for questions that search nothing. */
export async function readBusiest(databaseUrl: string): Promise<Busiest> {
  const [busiest] = await askPostgres(databaseUrl, worldSchema, WORLD);
  if (busiest === undefined) throw new Error("there is no answer");
  return busiest;
}

/** Each word of plain letters, and how many issues have it as a whole word; the commonest first. */
function readWords(databaseUrl: string, text: string): Promise<Word[]> {
  return askPostgres(
    databaseUrl,
    z.object({ word: z.string(), issues: z.int() }),
    `select word, ndoc as issues
     from ts_stat($$ select to_tsvector('simple', ${text}) from issues where gone_at is null and not confidential $$)
     where word ~ '^[a-z]{4,20}$' order by ndoc desc, word`,
  );
}
