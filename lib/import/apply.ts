import { appendAudit } from "@/lib/audit-log/store.ts";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError, type Fault } from "@/lib/errors.ts";
import { applyOverridesIn } from "@/lib/overrides/apply.ts";
import type { Clock } from "@/lib/time.ts";
import { cellOf, cellReader, statusWords } from "./cells.ts";
import { readName } from "./names.ts";
import { parseSheet, type Sheet } from "./parse.ts";
import { readNamedIssues, readProjectNames } from "./queries/named.ts";
import { readStanding } from "./queries/standing.ts";
import { settleReading } from "./reading.ts";
import { countFaulty, countKinds, judge, type JudgedRow, type ReadRow } from "./report.ts";
import type { ImportBody, ImportReport, Reading } from "./schema.ts";

type Asked = { body: ImportBody; reader: Reader; clock: Clock };
type Judged = { report: ImportReport; rows: JudgedRow[] };

const EXAMPLES = 3;
const MOST_NAMED = 50;

/**
 * What the sheet would change, a line a row; writes nothing.
 * @throws AppError `invalid_request` where it is no table or its columns are not there, `payload_too_large`
 */
export async function dryRunImport(db: Pick<Tx, "$queryRaw">, asked: Asked): Promise<ImportReport> {
  return (await judgeSheet(db, asked)).report;
}

/**
 * Makes what the sheet would change so: all of it or, where an override is not as the dry run saw it, nothing. Each change is audited
 * as every override, and the import as a whole.
 * @throws AppError as `dryRunImport`; `precondition_failed` that names what changed since; `conflict` where rows are faulty and nobody
 * said to leave them out
 */
export async function applyImport(db: Db, asked: Asked): Promise<ImportReport> {
  return transaction(db, async (tx) => {
    const { report, rows } = await judgeSheet(tx, asked);
    checkFaulty(report, asked.body);
    checkVersions(report, asked.body);
    const changes = rows.flatMap(({ line: { issue, version }, change }) =>
      issue && version ? [{ id: issue.id, if_match: version, ...change }] : [],
    );
    await applyOverridesIn(tx, { changes, reader: asked.reader });
    const { file_name: fileName, counts } = report;
    await appendAudit(tx, { by: asked.reader, action: "overrides.imported", subject: fileName, details: { counts } });
    return { ...report, applied: { at: asked.clock.now.toISOString(), by: asked.reader.email } };
  });
}

async function judgeSheet(db: Pick<Tx, "$queryRaw">, { body, reader, clock }: Asked): Promise<Judged> {
  const sheet = parseSheet(body.text);
  const reading = settleReading(sheet, body.reading);
  const read = await findRows(db, { sheet, reading, reader, clock });
  const ids = new Set(read.flatMap(({ found }) => (found.length === 1 ? found.map(({ id }) => id) : [])));
  const rows = judge(read, await readStanding(db, [...ids]));
  const lines = rows.map(({ line }) => line);
  const report = {
    file_name: body.file_name,
    columns: sheet.columns.map((name, index) => ({ name, examples: examplesOf(sheet, index) })),
    reading,
    words: statusWords(sheet, reading),
    counts: countKinds(lines),
    rows: lines,
    applied: null,
  };
  return { report, rows };
}

type Found = { sheet: Sheet; reading: Reading; reader: Reader; clock: Clock };

async function findRows(db: Pick<Tx, "$queryRaw">, { sheet, reading, reader, clock }: Found): Promise<ReadRow[]> {
  const { issue, project } = reading.columns;
  if (issue === null) return [];
  const projects = await readProjectNames(db);
  const readCells = cellReader(sheet, reading);
  const rows = sheet.rows.map((row) => {
    const cells = { name: cellOf(row.cells, issue) ?? "", project: cellOf(row.cells, project) ?? "" };
    return { row, text: cells.name, name: readName(cells, reading.find_by, projects) };
  });
  const names = rows.flatMap(({ name }) => (name === null ? [] : [name]));
  const issuesOf = await readNamedIssues(db, { names, reader, clock });
  return rows.map(({ row, text, name }) => ({
    row: row.row,
    name: text,
    found: name === null ? [] : issuesOf(name),
    cells: readCells(row),
  }));
}

function examplesOf({ rows }: Sheet, column: number): string[] {
  const texts = rows.map(({ cells }) => cells[column] ?? "").filter((text) => text !== "");
  return [...new Set(texts.slice(0, MOST_NAMED))].slice(0, EXAMPLES).map((text) => text.slice(0, 40));
}

function checkFaulty({ counts }: ImportReport, body: ImportBody): void {
  const faulty = countFaulty(counts);
  if (faulty === 0 || body.leave_out_faulty) return;
  throw new AppError("conflict", `${faulty} rows cannot be applied. Correct them, or say that they are left out.`);
}

/** Only what the dry run showed is applied: the same issues, each as it was then. */
function checkVersions({ rows }: ImportReport, { versions = {} }: ImportBody): void {
  const wanted = new Map(Object.entries(versions));
  const faults: Fault[] = [];
  for (const { row, issue, version, repeats } of rows) {
    if (issue === null || repeats !== null || wanted.get(issue.id) === (version ?? undefined)) continue;
    faults.push({ field: `row ${row}, ${issue.reference}`, message: "is not as the dry run showed it" });
  }
  const shown = new Set(rows.map(({ issue }) => issue?.id));
  const lost = Object.keys(versions).filter((id) => !shown.has(id));
  faults.push(...lost.map((id) => ({ field: `issue ${id}`, message: "is not found any more" })));
  if (faults.length === 0) return;
  const named = faults.slice(0, 3).map(({ field }) => field);
  const more = faults.length > named.length ? ` and ${faults.length - named.length} others` : "";
  throw new AppError(
    "precondition_failed",
    `Changed since the dry run: ${named.join("; ")}${more}. Nothing was applied.`,
    {
      faults: faults.slice(0, MOST_NAMED),
    },
  );
}
