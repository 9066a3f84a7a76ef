import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import type { Ask, QueryValues } from "./ask.ts";
import { hasMore, MAX_PER_PAGE } from "./pagination.ts";
import { parseWire } from "./schemas.ts";

type Listing<S> = { path: string; query?: QueryValues; row: S; signal?: AbortSignal; background?: boolean };

/**
 * Every page of a short listing, in numbers: projects, labels, events of one issue. A row that leaves an earlier page
 * meanwhile can hide another for this run, so these listings are read again on their own schedule.
 * @throws AppError `gitlab_malformed` when GitLab gives the same page twice and would do so for ever.
 */
export async function* numberedPages<S extends z.ZodType<{ id: number }>>(
  ask: Ask,
  { path, query = {}, row, signal, background }: Listing<S>,
): AsyncGenerator<z.output<S>[]> {
  let firstId: number | undefined;
  for (let page = 1; ; page += 1) {
    const answer = await ask(path, { query: { ...query, per_page: MAX_PER_PAGE, page }, signal, background });
    const rows = parseWire(z.array(row), answer.value, `/${path}`);
    if (rows[0] !== undefined && rows[0].id === firstId)
      throw new AppError("gitlab_malformed", `GitLab's pages of /${path} do not advance`);
    firstId = rows[0]?.id;
    if (rows.length > 0) yield rows;
    if (!hasMore(answer, rows.length, MAX_PER_PAGE)) return;
  }
}
