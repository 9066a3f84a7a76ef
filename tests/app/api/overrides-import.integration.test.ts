import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { GET as listAudit } from "@/app/api/admin/audit-log/route.ts";
import { PATCH as patchOverride } from "@/app/api/issues/[id]/override/route.ts";
import { POST as importOverrides } from "@/app/api/overrides/import/route.ts";
import { auditListSchema } from "@/lib/audit-log/schema.ts";
import { sql } from "@/lib/db/sql.ts";
import { importReportSchema, type ImportReport, type ImportRequest, type ReportRow } from "@/lib/import/schema.ts";
import { EXPECTED, GONE, KEPT, OLD_SHEET_TEXT, PROJECTS, type Expected } from "@/tests/fixtures/import/old-sheet.ts";
import { applyAll, storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";
import { wireIssue } from "@/tests/support/wire-issue.ts";

const FILE = "tests/fixtures/import/old-sheet.csv";
const COUNTS = { changed: 1_550, unchanged: 50, not_found: 150, ambiguous: 50, bad_value: 160, repeated: 40 };
const problemSchema = z.object({
  code: z.string(),
  detail: z.string(),
  faults: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
});

let web: Web;
let manager: string;
beforeAll(async () => {
  web = await openWeb();
  manager = await signIn("manager");
  for (const { gitlabId, path, issues } of PROJECTS) {
    const project = await storeProject(web.db, gitlabId, path);
    const all = Array.from({ length: issues }, (_, index) =>
      wireIssue({
        id: gitlabId * 100_000 + index,
        iid: index + 1,
        project_id: gitlabId,
        confidential: index % 100 === 0,
      }),
    );
    for (let from = 0; from < all.length; from += 200) await applyAll(web.db, project, all.slice(from, from + 200));
  }
  await web.db.$executeRaw(sql`
    update issues set gone_at = now(), status = 'gone'
    from projects p where p.id = project_id and p.path_with_namespace = 'acme/shop' and iid between ${GONE.from} and ${GONE.to}`);
}, 120_000);
afterAll(() => web.close());

beforeEach(async () => {
  await web.db.$executeRaw(sql`delete from issue_override_events`);
  await web.db.$executeRaw(sql`delete from issue_overrides`);
  await web.db.$executeRaw(sql`
    insert into issue_overrides (issue_id, priority, internal_notes, updated_by)
    select i.id, ${KEPT.priority}, ${KEPT.internal_notes}, 'before@acme.test'
    from issues i join projects p on p.id = i.project_id
    where p.path_with_namespace = 'acme/shop' and i.iid between ${KEPT.from} and ${KEPT.to}`);
});

const post = (json: object, { dryRun = true, cookie = manager } = {}) =>
  call(importOverrides, `/api/overrides/import?dry_run=${dryRun}`, { method: "POST", cookie, json });

async function dryRun(text: string, more: Partial<ImportRequest> = {}): Promise<ImportReport> {
  const answer = await post({ file_name: "old.csv", text, ...more });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return importReportSchema.parse(await answer.json());
}

async function refused(answer: Response, status: number) {
  expect(answer.status, await answer.clone().text()).toBe(status);
  return problemSchema.parse(await answer.json());
}

/** The dry run as a person would make it: looked at, the one word that is not known mapped, looked at again. */
async function lookedAt(text = OLD_SHEET_TEXT) {
  const first = await dryRun(text);
  const reading = { ...first.reading, words: { parked: "blocked" as const } };
  const report = await dryRun(text, { reading });
  return { first, report, request: { file_name: "old.csv", text, reading, versions: versionsOf(report) } };
}

function versionsOf({ rows }: ImportReport): Record<string, string> {
  return Object.fromEntries(rows.flatMap(({ issue, version }) => (issue && version ? [[issue.id, version]] : [])));
}

/** A line of the report as the committed list has it. */
function asExpected(line: ReportRow): Expected {
  const { row, kind, issue, changes, faults, candidates, repeats } = line;
  return {
    row,
    kind,
    reference: issue?.reference ?? null,
    to: Object.fromEntries(changes.map(({ field, to }) => [field, to])),
    faults: faults.map(({ field }) => field),
    candidates: candidates.map(({ reference }) => reference),
    repeats,
  };
}

const overrides = () =>
  web.db.$queryRaw<unknown[]>(sql`
    select p.path_with_namespace || '#' || i.iid as reference, o.internal_status::text, o.internal_notes, o.target_date::text,
      o.priority, i.status::text, i.target_date::text as listed_date, i.priority as listed_priority
    from issue_overrides o join issues i on i.id = o.issue_id join projects p on p.id = i.project_id order by 1`);
const countEvents = () => web.db.issueOverrideEvent.count();

describe("the old sheet of 2,000 rows", () => {
  test("is the committed file", () => {
    expect(readFileSync(FILE, "utf8")).toBe(OLD_SHEET_TEXT);
    expect(EXPECTED).toHaveLength(2_000);
  });

  test("is reported row by row, and nothing is written", async () => {
    const before = await overrides();
    const { first, report } = await lookedAt();
    expect(first.reading).toMatchObject({ find_by: "reference", date_format: "d/m/y", empty_clears: false });
    expect(first.words.find(({ word }) => word === "parked")?.meaning).toBeNull();
    expect(first.words.find(({ word }) => word === "on hold")?.meaning).toBe("blocked");
    expect(report.counts).toEqual(COUNTS);
    expect(report.rows.map(asExpected)).toEqual(EXPECTED);
    expect(report.applied).toBeNull();
    expect(await overrides()).toEqual(before);
    expect(await countEvents()).toBe(0);
  });

  test("is applied when its faulty rows are left out: overrides, their history, and one line of the audit", async () => {
    const { report, request } = await lookedAt();
    const refusal = await refused(await post(request, { dryRun: false }), 409);
    expect(refusal.detail).toContain("400 rows cannot be applied");
    expect(await countEvents()).toBe(0);

    const answer = await post({ ...request, leave_out_faulty: true }, { dryRun: false });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const applied = importReportSchema.parse(await answer.json());
    expect(applied.rows).toEqual(report.rows);
    expect(applied.applied?.by).toMatch(/@/);

    const changes = report.rows.flatMap((line) => line.changes);
    expect(await countEvents()).toBe(changes.length);
    const again = await dryRun(OLD_SHEET_TEXT, { reading: request.reading });
    expect(again.counts).toEqual({ ...COUNTS, changed: 0, unchanged: 1_600 });
    const dated = EXPECTED.find(({ to }) => to.target_date && to.internal_status === "blocked" && to.priority);
    const rows = z.array(z.looseObject({ reference: z.string() })).parse(await overrides());
    expect(rows).toHaveLength(1_550 + 40);
    expect(rows.find(({ reference }) => reference === dated?.reference)).toMatchObject({
      status: "blocked",
      internal_status: "blocked",
      target_date: dated?.to.target_date,
      listed_date: dated?.to.target_date,
      listed_priority: Number(dated?.to.priority),
    });
    const log = await call(listAudit, "/api/admin/audit-log?action=overrides.imported", {
      cookie: await signIn("admin"),
    });
    expect(auditListSchema.parse(await log.json())).toMatchObject({
      total: 1,
      data: [{ actor: applied.applied?.by, subject: "old.csv", details: { counts: COUNTS } }],
    });
  });

  test("is refused where an override changed since the dry run, which is named, and nothing is applied", async () => {
    const { report, request } = await lookedAt();
    const [one, two] = report.rows.filter(({ kind }) => kind === "changed");
    for (const { issue } of [one, two].filter((line) => line !== undefined)) {
      const id = issue?.id ?? "";
      const json = { priority: 5, internal_notes: "meanwhile" };
      const options = { method: "PATCH", cookie: manager, json, params: { id } };
      expect((await call(patchOverride, `/api/issues/${id}/override`, options)).status).toBe(200);
    }
    const [before, events] = [await overrides(), await countEvents()];
    const problem = await refused(await post({ ...request, leave_out_faulty: true }, { dryRun: false }), 412);
    expect(problem.faults.map(({ field }) => field)).toEqual([
      `row ${one?.row}, ${one?.issue?.reference}`,
      `row ${two?.row}, ${two?.issue?.reference}`,
    ]);
    expect([await overrides(), await countEvents()]).toEqual([before, events]);
  });

  test("is applied whole or not at all, also where Postgres refuses one of its last rows", async () => {
    const { report, request } = await lookedAt();
    const last = report.rows.filter(({ kind }) => kind === "changed").at(-1);
    const before = await overrides();
    await web.db.$executeRawUnsafe(
      `create function planted() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$`,
    );
    await web.db.$executeRawUnsafe(`create trigger planted before insert on issue_overrides for each row
      when (new.issue_id = '${last?.issue?.id}') execute function planted()`);
    const answer = await post({ ...request, leave_out_faulty: true }, { dryRun: false });
    await web.db.$executeRaw(sql`drop trigger planted on issue_overrides`);
    expect(answer.status).toBe(500);
    expect(await overrides()).toEqual(before);
    expect(await countEvents()).toBe(0);
  });
});

describe("a sheet", () => {
  const lines = (report: ImportReport) => report.rows.map(({ row, kind }) => [row, kind]);

  test("finds issues by GitLab's id or by exact title, where that is what it has", async () => {
    const byId = await dryRun("GitLab ID,Priority\n700004,1\n700999999,1\n");
    expect([byId.reading.find_by, lines(byId)]).toEqual([
      "gitlab_id",
      [
        [2, "changed"],
        [3, "not_found"],
      ],
    ]);
    expect(byId.rows[0]?.issue?.reference).toBe("acme/shop#5");
    const byTitle = await dryRun("Title,Priority\nIssue 1500,1\nIssue 7,1\nissue 1500,1\n");
    expect(lines(byTitle)).toEqual([
      [2, "changed"],
      [3, "ambiguous"],
      [4, "not_found"],
    ]);
  });

  test("leaves a field alone where its cell is empty, and clears it where that is chosen", async () => {
    const text = `Issue,Priority,Notes\nacme/shop#${KEPT.from},,\n`;
    const report = await dryRun(text);
    expect(lines(report)).toEqual([[2, "unchanged"]]);
    const clearing = await dryRun(text, { reading: { ...report.reading, empty_clears: true } });
    expect(clearing.rows[0]?.changes).toEqual([
      { field: "internal_notes", from: KEPT.internal_notes, to: null },
      { field: "priority", from: "2", to: null },
    ]);
  });

  test("says which of its dates could be another day", async () => {
    const report = await dryRun("Issue,Due\nacme/shop#1,3/4/2027\nacme/shop#2,5/5/2027\n");
    expect(report.rows.map((line) => line.ambiguous_date)).toEqual([
      { text: "3/4/2027", read: "2027-04-03", other: "2027-03-04" },
      null,
    ]);
  });

  test("is refused where it is no table, with the line, or where a column is asked for that it does not have", async () => {
    const open = await refused(await post({ file_name: "x.csv", text: 'Issue,Notes\n#1,"open\n' }), 400);
    expect(open.detail).toContain("a quote in line 2 or below that never closes");
    const { reading } = await dryRun("Issue,Priority\n#1,1\n");
    const columns = { ...reading.columns, internal_notes: 2 };
    const beyond = await refused(
      await post({ file_name: "x.csv", text: "Issue,Priority\n#1,1\n", reading: { ...reading, columns } }),
      400,
    );
    expect(beyond.faults[0]?.field).toBe("body.reading.columns.internal_notes");
  });

  test("is applied only with the versions that a dry run showed", async () => {
    const text = "Issue,Priority\nacme/shop#1,1\n";
    await refused(await post({ file_name: "x.csv", text }, { dryRun: false }), 412);
    expect(await countEvents()).toBe(0);
  });
});

test("a viewer may not import, nor try", async () => {
  const cookie = await signIn("viewer");
  for (const isDry of [true, false]) {
    const answer = await post(
      { file_name: "x.csv", text: "Issue,Priority\nacme/shop#1,1\n" },
      { dryRun: isDry, cookie },
    );
    expect((await refused(answer, 403)).code).toBe("forbidden");
  }
});
