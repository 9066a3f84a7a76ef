import { z } from "zod";

/** How Prisma's adapter names a Postgres that is not there, full, or gone in the middle. */
const UNREACHABLE_KINDS = ["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"];

/** Shutting down, crashed, starting up, out of connections; class 08 is a broken connection (PostgreSQL, Appendix A). */
const UNREACHABLE_SQLSTATE = /^(57P0[1-3]|53300|08)/;

/** The pool's own errors have no code: it could not connect in time, or the connection fell. */
const UNREACHABLE_MESSAGE =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Unable to start a transaction in the given time/;

const adapterErrorSchema = z.object({
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({ kind: z.string(), originalCode: z.string().optional() }),
    }),
  }),
});

/** Whether Postgres was away, rather than asked for something wrong: then another try a little later can help. */
export function isDatabaseUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const parsed = adapterErrorSchema.safeParse(error);
  if (!parsed.success) return UNREACHABLE_MESSAGE.test(error.message);
  const { kind, originalCode } = parsed.data.meta.driverAdapterError.cause;
  return UNREACHABLE_KINDS.includes(kind) || UNREACHABLE_SQLSTATE.test(originalCode ?? "");
}
