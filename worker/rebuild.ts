import { createDb } from "@/lib/db/client.ts";
import { messageOf } from "@/lib/errors.ts";
import { rebuildAll } from "@/lib/issues/rebuild.ts";

const { DATABASE_URL } = process.env;

/** `bun run rebuild` */
try {
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set");
  const db = createDb(DATABASE_URL, { max: 1, prepared: true });
  try {
    const { read, changed } = await rebuildAll(db);
    console.log(`Rebuilt ${read} issues; ${changed} were not as they should be.`);
  } finally {
    await db.$disconnect();
  }
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
