import { AsyncLocalStorage } from "node:async_hooks";
import type { Identity } from "./identity.ts";

/** One coming back from Google: whom Google named, once its word was proven, and whether they got a session. */
type Attempt = { identity: Identity | null; admitted: boolean };

const attempts = new AsyncLocalStorage<Attempt>();

/** Runs what may sign somebody in, and tells beside its answer who that was and whether they were let in. */
export async function attemptSignIn<T>(work: () => Promise<T>): Promise<Attempt & { answer: T }> {
  const attempt: Attempt = { identity: null, admitted: false };
  const answer = await attempts.run(attempt, work);
  return { ...attempt, answer };
}

/** The attempt that better-auth is asked about right now; null outside of one. */
export function attemptUnderWay(): Attempt | null {
  return attempts.getStore() ?? null;
}
