import { z } from "zod";

/** GitLab's counts (app/models/concerns/web_hooks/auto_disabling.rb). */
const FAILURES_BORNE = 3;
const FAILURES_FOR_GOOD = 40;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 24 * 60 * 60_000;

/** As `GET /projects/:id/hooks` shows it: `disabled` is for good, `temporarily_disabled` until a moment. */
export const hookHealthSchema = z.strictObject({
  hook_id: z.int().nonnegative(),
  alert_status: z.enum(["executable", "temporarily_disabled", "disabled"]),
  disabled_until: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type HookHealth = Omit<z.output<typeof hookHealthSchema>, "hook_id">;

export type HookHealths = {
  of(hookId: number): HookHealth;
  /** Says how a hook stands, whatever became of its deliveries. */
  set(hookId: number, health: HookHealth): void;
  /** The fourth failure in a row switches the hook off for a minute, each further one for twice as long, the 40th for good. */
  failed(hookId: number): void;
  succeeded(hookId: number): void;
};

export const WELL: HookHealth = { alert_status: "executable", disabled_until: null };

/** How each hook stands. It is kept nowhere: after a restart all are well. */
export function createHookHealths(now: () => Date): HookHealths {
  const failures = new Map<number, number>();
  const healths = new Map<number, HookHealth>();
  return {
    of(hookId) {
      const health = healths.get(hookId) ?? WELL;
      const isOver = health.disabled_until !== null && new Date(health.disabled_until) <= now();
      return isOver ? WELL : health;
    },
    set: (hookId, health) => void healths.set(hookId, health),
    failed(hookId) {
      const count = (failures.get(hookId) ?? 0) + 1;
      failures.set(hookId, count);
      if (count > FAILURES_BORNE) healths.set(hookId, disabledAfter(count, now()));
    },
    succeeded(hookId) {
      failures.delete(hookId);
      healths.delete(hookId);
    },
  };
}

function disabledAfter(failures: number, now: Date): HookHealth {
  if (failures >= FAILURES_FOR_GOOD) return { alert_status: "disabled", disabled_until: null };
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - FAILURES_BORNE - 1));
  return { alert_status: "temporarily_disabled", disabled_until: new Date(now.getTime() + pauseMs).toISOString() };
}
