/** The reason a deadline aborts with. */
export class DeadlinePassed extends Error {}

/**
 * Runs the work under a signal that aborts when the caller's does or after `ms` milliseconds. Nothing is left behind
 * on the caller's signal, which may live as long as the process.
 * @throws DeadlinePassed, or the caller's reason, whatever the aborted work itself threw.
 */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const pass = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(new DeadlinePassed()), ms);
  signal?.addEventListener("abort", pass, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", pass);
  }
}
