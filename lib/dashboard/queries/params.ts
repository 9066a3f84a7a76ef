import type { DayRange } from "@/lib/definitions/days.ts";
import { OPEN_STATUSES, WIP_STATUSES } from "@/lib/definitions/definitions.ts";
import type { FigureParams } from "./ground.ts";

/** What is open. */
export const OPEN = { status: OPEN_STATUSES.join(",") } as const satisfies FigureParams;
/** What is in progress or blocked. */
export const WIP = { status: WIP_STATUSES.join(",") } as const satisfies FigureParams;

/** What of it was begun at a known moment, and what was not. */
export const KNOWN_WIP = { ...WIP, has_start: "true" } as const satisfies FigureParams;
export const UNKNOWN_WIP = { ...WIP, has_start: "false" } as const satisfies FigureParams;

/** What was completed in some days, by final close; all of it has a known close. */
export function completedIn({ from, to }: DayRange): FigureParams {
  return { completed_from: from, completed_to: to };
}
