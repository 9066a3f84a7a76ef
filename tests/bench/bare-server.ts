/**
 * The yardstick of a webhook: reads the body, writes one row, answers. On Node, with `pg` and nothing else; DATABASE_URL says where.
 */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Pool } from "pg";

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
pool.on("error", () => {}); // the query that is under way fails too
await pool.query(
  "create table if not exists bare_deliveries (key text primary key, kind text, received_at timestamptz default now())",
);

const server = createServer((request, response) => {
  void text(request)
    .then((body) =>
      pool.query("insert into bare_deliveries (key, kind) values ($1, $2)", [
        request.headers["idempotency-key"],
        kindOf(body),
      ]),
    )
    .then(() => response.writeHead(202).end())
    .catch(() => response.writeHead(503).end());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/` })}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();

function kindOf(body: string): string {
  const parsed: { object_kind?: string } = JSON.parse(body);
  return parsed.object_kind ?? "unknown";
}
