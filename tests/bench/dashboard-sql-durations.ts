import { COMPLETED, listed, pointOf, type Scope } from "./dashboard-sql.ts";
import { arrayOf, inDays, type Way } from "./reads-sql.ts";

const SHOWN = 10;
const SPREAD = `count(*)::int as completed, count(seconds)::int as known,
  percentile_cont(0.5) within group (order by seconds) as median,
  percentile_cont(0.85) within group (order by seconds) as p85`;
/** A row of a group stands for one of the two periods. */
const BEFORE = "case when is_now then '' else ' before' end";

const SECONDS = {
  "cycle-time": "i.cycle_seconds",
  "lead-time": "greatest(0, extract(epoch from i.completed_at - i.created_at_gitlab))::float8",
};

/** By point and by each group, apart or of issues that are looked for once, and those that took longest. */
export function durationWays(measure: keyof typeof SECONDS, scope: Scope): Way[] {
  const { period, previous } = scope;
  const taken = `
    select i.id, i.project_id, i.label_ids, i.credited_ids, ${SECONDS[measure]} as seconds,
      i.completed_at >= timestamptz '${period.from}T00:00Z' as is_now, ${pointOf("i.completed_at", scope)} as point
    from issues i where ${listed(scope, `${COMPLETED} and ${inDays("i.completed_at", previous.from, period.to)}`)}`;
  const longest = `
    select 'longest ' || id as name, seconds from (${taken}) taken
    where is_now and seconds is not null order by seconds desc, id limit ${SHOWN}`;
  const parts = [...byPoint(), byProject(), byLabel(scope), byEngineer()];
  const together = `with taken as materialized (${taken}) ${parts.join(" union all ")}`;
  return [
    [...parts.map((part) => `with taken as (${taken}) ${part}`), longest],
    [together, longest],
  ];
}

function byPoint(): string[] {
  return [
    `select coalesce(point, 'period') as name, ${SPREAD} from taken where is_now group by rollup (point)`,
    `select 'previous' as name, ${SPREAD} from taken where not is_now`,
  ];
}

function byProject(): string {
  return `
    select 'project ' || p.path_with_namespace || ${BEFORE} as name, ${SPREAD}
    from taken join projects p on p.id = taken.project_id group by p.id, is_now`;
}

/** Labels of one title are one; where the filter names labels, only these are rows. */
function byLabel({ labels }: Scope): string {
  return `
    select 'label ' || coalesce(title, '(none)') || ${BEFORE} as name, ${SPREAD}
    from (
      select distinct taken.id, taken.is_now, taken.seconds, lower(l.title) as title
      from taken left join lateral unnest(taken.label_ids) as x (id) on true left join labels l on l.id = x.id
      where ${labels === null ? "true" : `x.id = any(${arrayOf(labels)})`}
    ) labelled group by title, is_now`;
}

function byEngineer(): string {
  return `
    select 'engineer ' || coalesce(u.username, '(nobody)') || ${BEFORE} as name, ${SPREAD}
    from taken left join lateral unnest(taken.credited_ids) as x (id) on true left join gitlab_users u on u.id = x.id
    group by u.id, is_now`;
}
