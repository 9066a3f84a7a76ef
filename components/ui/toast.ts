import type { ExternalToast } from "sonner";

export type Toast = { kind: "plain" | "error"; message: string; options: ExternalToast };

let waiting: Toast[] = [];
let isWanted = false;
const listeners = new Set<() => void>();

/**
 * Says something at the window's edge, with sonner's options (`description`, `action`). sonner itself is fetched with the
 * first one: most visits need none.
 */
export function toast(message: string, options: ExternalToast = {}): void {
  say({ kind: "plain", message, options });
}

/** As `toast`, for what failed. */
export function toastError(message: string, options: ExternalToast = {}): void {
  say({ kind: "error", message, options });
}

/** What was said and not shown yet; it is the taker's to show. */
export function takeToasts(): Toast[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

export function areToastsWanted(): boolean {
  return isWanted;
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function say(message: Toast): void {
  isWanted = true;
  waiting.push(message);
  for (const listener of listeners) listener();
}
