/**
 * Holds a running Backtrak that mirrors the recorded payloads against those payloads themselves. Imports nothing of the product.
 *
 *   bun tests/acceptance/recorded.ts http://localhost:3000 ../shared/gitlab/recorded
 */
import { z } from "zod";
import { compareIssue, detailSchema, differ, pathOf, readPayloads, type Payload } from "./compare.ts";

const rowSchema = z.object({ id: z.string(), web_url: z.string() });
const listSchema = z.object({ data: z.array(rowSchema), total: z.number() });
const [base = "http://localhost:3000", folder = "../shared/gitlab/recorded"] = process.argv.slice(2);

async function main(): Promise<void> {
  const payloads = readPayloads(folder);
  const [admin, viewer] = [await signIn("admin"), await signIn("viewer")];
  const all = await readAll(admin);
  const seen = await readAll(viewer);
  const shared = payloads.filter((payload) => !payload.confidential).length;
  const faults = [
    ...differ("total for an admin", all.total, payloads.length),
    ...differ("total for a viewer", seen.total, shared),
    ...(await compareAll(admin, all.data, payloads)),
  ];
  for (const fault of faults) console.log(fault);
  console.log(`admin ${all.total}, viewer ${seen.total}, payloads ${payloads.length}, differences ${faults.length}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function signIn(role: string): Promise<string> {
  const response = await fetch(`${base}/api/demo/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: base },
    body: JSON.stringify({ role }),
  });
  if (!response.ok) throw new Error(`sign-in as ${role} answered ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function get(path: string, cookie: string): Promise<unknown> {
  const response = await fetch(`${base}${path}`, { headers: { cookie } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function readAll(cookie: string): Promise<z.infer<typeof listSchema>> {
  const first = listSchema.parse(await get("/api/issues?page_size=100", cookie));
  const second = listSchema.parse(await get("/api/issues?page_size=100&page=2", cookie));
  return { total: first.total, data: [...first.data, ...second.data] };
}

async function compareAll(cookie: string, rows: z.infer<typeof rowSchema>[], payloads: Payload[]): Promise<string[]> {
  const idByPath = new Map(rows.map((row) => [pathOf(row.web_url), row.id]));
  const faults: string[] = [];
  for (const payload of payloads) {
    const path = pathOf(payload.web_url);
    const id = idByPath.get(path);
    if (id === undefined) faults.push(`${path}: not there`);
    else faults.push(...compareIssue(path, detailSchema.parse(await get(`/api/issues/${id}`, cookie)), payload));
  }
  return faults;
}

await main();
