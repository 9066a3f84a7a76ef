import type { Way } from "./reads-sql.ts";

/**
 * `targets.md`, "Reads", in milliseconds for half of the answers. An answer of the list has its page and its exact total, which are
 * asked for side by side: it may take as long as the slower of the two may. What has no goal there is only held against SQL.
 */
export const GOALS = {
  page: 25,
  sort: 25,
  dates: 40,
  deepPage: 60,
  total: 120,
  combined: 120,
  rare: 40,
  common: 250,
  listed: 600,
  /** All five panels of the dashboard, asked for side by side. */
  panels: 150,
};

/** `list`: answers ids and a total; `search`: a total that is capped; `facets`: a count for each value. */
export type Kind = "list" | "search" | "facets";

/** One question to the API, and the ways to ask Postgres the same. `check`: another way to the total, looked at but not timed. */
export type Question = { name: string; path: string; goal: number | null; kind: Kind; ways: Way[]; check?: string };
