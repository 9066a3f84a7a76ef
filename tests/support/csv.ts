/** A CSV file taken apart as RFC 4180 says: quotes doubled within quotes, lines ended by CRLF. Throws where it is not one. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let row: string[] = [];
  let end = 0;
  for (const [all, quoted, plain, separator] of text.matchAll(cells)) {
    end += all.length;
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (separator === ",") continue;
    rows.push(row);
    row = [];
  }
  if (end !== text.length || row.length > 0)
    throw new Error(`no CSV from character ${end}: ${text.slice(end, end + 80)}`);
  return rows;
}
