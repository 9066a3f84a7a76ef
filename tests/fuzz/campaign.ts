import { randomFrom } from "../support/random.ts";
import { goodAttempt, type Attempt } from "./attempt.ts";
import { nextAttempt } from "./next-attempt.ts";
import type { Operation } from "./document.ts";
import { goodCall } from "./good.ts";
import { faultsOf, type Received } from "./judge.ts";
import type { Ledger } from "./ledger.ts";
import type { World } from "./world.ts";

/** Where the attempts go: the handlers themselves, or a web process. */
export type Send = (attempt: Attempt) => Promise<Received>;
export type Field = { send: Send; ledger: Ledger; world: World };
/** `faults`: what must not be, one line each. `statuses`: how often each was answered. */
export type Outcome = { inputs: number; accepted: number; statuses: Record<number, number>; faults: string[] };

/** A feed keeps when it was read last; a callback leaves a line in the audit log where nobody is let in. */
const WRITES_WHEN_READ = ["GET /api/feeds/{id}", "GET /api/auth/callback/google"];
const ENDS_SESSIONS = ["POST /api/auth/sign-out-everywhere"];
const SAFE = ["GET"];

/** Attempts at one operation, each judged; then a good request, which must be served as if nothing had been. */
export async function fuzz(
  operation: Operation,
  { inputs, seed }: { inputs: number; seed: number },
  field: Field,
): Promise<Outcome> {
  const random = randomFrom(seed);
  const call = await goodCall(operation, field.world);
  const outcome: Outcome = { inputs, accepted: 0, statuses: {}, faults: [] };
  await field.ledger.read();
  for (let index = 0; index < inputs; index++) {
    const attempt = nextAttempt({ operation, call, random });
    const received = await field.send(attempt);
    const isAccepted = received.status < 400;
    if (isAccepted) outcome.accepted++;
    outcome.statuses[received.status] = (outcome.statuses[received.status] ?? 0) + 1;
    const faults = faultsOf(attempt, received);
    if (isAccepted && ENDS_SESSIONS.includes(operation.id)) await field.world.comeBack();
    const written = await field.ledger.read();
    const mayWrite = isAccepted && (!SAFE.includes(operation.method) || WRITES_WHEN_READ.includes(operation.id));
    if (written.length > 0 && !mayWrite) faults.push(`is a ${received.status} and has written: ${written.join(", ")}`);
    outcome.faults.push(...faults.map((fault) => `${operation.id}, ${attempt.what}: the answer ${fault}`));
  }
  outcome.faults.push(...(await faultsOfGood(operation, field)));
  return outcome;
}

async function faultsOfGood(operation: Operation, { send, world }: Field): Promise<string[]> {
  const call = await goodCall(operation, world);
  const attempt = goodAttempt(operation, call);
  const received = await send(attempt);
  const isRight = call.status === undefined ? received.status < 300 : [null, received.status].includes(call.status);
  const faults = [
    ...(isRight ? [] : [`has the status ${received.status}: ${received.text.slice(0, 300)}`]),
    ...faultsOf(attempt, received),
  ];
  return faults.map((fault) => `${operation.id}, the good request afterwards: the answer ${fault}`);
}
