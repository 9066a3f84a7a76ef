/** Whatever else waits for a place in the worker waits no longer than this for the pages of a run. */
const TURN_MS = 1_000;

/** Begins a turn of a job that has more to do than a moment's work; answers whether it may still go on. */
export function startTurn(signal: AbortSignal): () => boolean {
  const endsAt = performance.now() + TURN_MS;
  return () => !signal.aborted && performance.now() < endsAt;
}
