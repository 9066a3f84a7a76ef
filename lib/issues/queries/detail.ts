import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { renderMarkdown } from "@/lib/markdown.ts";
import { readIssueEvents } from "@/lib/history/queries/issue-events.ts";
import { readOverride, readOverrideEvents } from "@/lib/overrides/queries.ts";
import { deriveStatus } from "@/lib/status/derive.ts";
import { labelsMoved } from "@/lib/status/labels-moved.ts";
import { readRules, readTimeline } from "@/lib/status/queries.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import type { Clock } from "@/lib/time.ts";
import { mentionLinks, placeOf } from "../mentions.ts";
import type { IssueDetail } from "../schema.ts";
import { where } from "../where.ts";
import { readMirrored } from "./mirrored.ts";
import { readPasts } from "./past.ts";
import { issueColumns, issueRow, ISSUE_TABLES, toIssueRow } from "./rows.ts";

const detailRow = issueRow.extend({
  description: z.string().nullable(),
  moved_to_gitlab_id: z.bigint().nullable(),
  closed_as_duplicate: z.boolean(),
  gone_at: z.date().nullable(),
});
type DetailRow = z.infer<typeof detailRow>;

/**
 * Everything about one issue, with the reason for its status, its timeline and the history of its override. Null where it does
 * not exist for this reader: a confidential issue does not exist for a viewer. A gone one is shown, since its address is asked for.
 */
export async function readIssue(
  db: Pick<Db, "$queryRaw">,
  { id, reader, clock }: { id: string; reader: Reader; clock: Clock },
): Promise<Omit<IssueDetail, "freshness"> | null> {
  const row = await readRow(db, { id, reader, clock });
  if (row === null) return null;
  const place = placeOf(row.web_url, row.project.path);
  const mentioned = { text: row.description, projectId: row.project.id, reader, clock };
  const [mirrored, movedTo, override, events, timeline, gitlabEvents, [ground], rules] = await Promise.all([
    place ? readMirrored(db, { ...mentioned, place }) : new Map<string, never>(),
    readMovedTo(db, { gitlabId: row.moved_to_gitlab_id, reader, clock }),
    readOverride(db, { issueId: id, reader }),
    readOverrideEvents(db, { issueId: id, reader }),
    readTimeline(db, id),
    readIssueEvents(db, id),
    readPasts(db, [id]),
    readRules(db),
  ]);
  const { reason } = deriveStatus(factsOf(row, override.internal_status), rules);
  const moved = ground ? labelsMoved(ground.snapshot, ground.past, rules) : null;
  const { closed_as_duplicate: _, ...shown } = row;
  return {
    ...toIssueRow(shown),
    description: row.description,
    description_html: renderMarkdown(row.description, {
      ...{ allowedHost: hostOf(row.web_url), issueUrl: row.web_url },
      ...(place && mentionLinks(place, mirrored)),
    }),
    moved_to_gitlab_id: row.moved_to_gitlab_id === null ? null : String(row.moved_to_gitlab_id),
    moved_to: movedTo,
    gone_at: row.gone_at?.toISOString() ?? null,
    reason,
    timeline,
    override,
    override_events: events.shown,
    gitlab_events: gitlabEvents,
    labels_moved: moved && { status: moved.status, since: moved.since.toISOString() },
    etag: events.etag,
  };
}

const OF_ANY_STATUS = { status: { any: [...ISSUE_STATUSES], not: [], none: false, some: false } };

async function readRow(
  db: Pick<Db, "$queryRaw">,
  { id, reader, clock }: { id: string; reader: Reader; clock: Clock },
): Promise<DetailRow | null> {
  const visible = where(OF_ANY_STATUS, reader, clock);
  const rows = await db.$queryRaw(sql`
    select ${issueColumns({}, clock)}, i.description, i.moved_to_gitlab_id, i.closed_as_duplicate, i.gone_at
    from ${ISSUE_TABLES}
    where i.id = ${id}::uuid and ${visible}`);
  return z.array(detailRow).parse(rows)[0] ?? null;
}

const movedToRows = z.array(z.object({ id: z.uuid(), reference: z.string(), title: z.string() }));

/** GitLab's ids are of the whole instance: the issue that one was moved to is found in whichever project it is now. */
async function readMovedTo(
  db: Pick<Db, "$queryRaw">,
  { gitlabId, reader, clock }: { gitlabId: bigint | null; reader: Reader; clock: Clock },
): Promise<IssueDetail["moved_to"]> {
  if (gitlabId === null) return null;
  const rows = await db.$queryRaw(sql`
    select i.id, p.path_with_namespace || '#' || i.iid as reference, i.title
    from ${ISSUE_TABLES}
    where i.gitlab_issue_id = ${gitlabId} and ${where(OF_ANY_STATUS, reader, clock)}`);
  return movedToRows.parse(rows)[0] ?? null;
}

function factsOf(row: DetailRow, override: IssueDetail["override"]["internal_status"]) {
  return {
    projectId: row.project.id,
    state: row.state,
    gone: row.gone_at !== null,
    moved: row.moved_to_gitlab_id !== null,
    duplicate: row.closed_as_duplicate,
    labels: row.labels.map((label) => label.title),
    override,
  };
}

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? "";
}
