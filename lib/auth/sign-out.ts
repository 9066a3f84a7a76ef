import { z } from "zod";
import { appendAudit } from "@/lib/audit-log/store.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import type { Reader } from "./access.ts";
import { askBetterAuth } from "./doors.ts";
import { readReader } from "./session.ts";

const endedRows = z.array(z.object({ id: z.uuid() }));

/** Ends the session of this request, on the server too, and takes its cookie away. Without a session nothing happens. */
export async function signOut(db: Db, request: Request): Promise<Response> {
  const reader = await readReader(request.headers);
  const answer = await askBetterAuth(request, {});
  if (reader !== null) {
    await appendAudit(db, { by: reader, action: "user.signed_out", subject: reader.email, details: { id: reader.id } });
  }
  return answer;
}

/** Ends all of the reader's sessions, in whichever browser they are, and takes the cookie of this one away. */
export async function signOutEverywhere(db: Db, request: Request, reader: Reader): Promise<Response> {
  await transaction(db, async (tx) => {
    const details = { id: reader.id, sessions: await endSessions(tx, reader.id) };
    await appendAudit(tx, { by: reader, action: "user.signed_out_everywhere", subject: reader.email, details });
  });
  const signOutHere = new Request(new URL("/api/auth/sign-out", request.url), request);
  return askBetterAuth(signOutHere, {});
}

/** Ends every session of a person, and answers how many there were. Their next request is nobody's. */
export async function endSessions(tx: Pick<Tx, "$queryRaw">, userId: string): Promise<number> {
  return endedRows.parse(await tx.$queryRaw(sql`delete from sessions where user_id = ${userId}::uuid returning id`))
    .length;
}
