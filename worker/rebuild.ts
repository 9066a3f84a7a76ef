import { createDb } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { messageOf } from "@/lib/errors.ts";
import { rebuildIssues } from "@/lib/issues/rebuild.ts";

const BATCH = 500;
const { DATABASE_URL } = process.env;

/** Recomputes what is kept of every issue from the base tables, a batch a transaction; it may run beside web and worker. */
try {
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set");
  const { read, changed } = await rebuildAll(DATABASE_URL);
  console.log(`Rebuilt ${read} issues; ${changed} were not as they should be.`);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

async function rebuildAll(url: string): Promise<{ read: number; changed: number }> {
  const db = createDb(url, { max: 1, prepared: true });
  const sum = { read: 0, changed: 0 };
  try {
    let after: bigint | null = 0n;
    while (after !== null) {
      const from: { after: bigint; limit: number } = { after, limit: BATCH };
      const { read, changed, next } = await transaction(db, (tx) => rebuildIssues(tx, from));
      sum.read += read;
      sum.changed += changed;
      after = next;
    }
    return sum;
  } finally {
    await db.$disconnect();
  }
}
