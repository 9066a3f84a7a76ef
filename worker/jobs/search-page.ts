import type { JobPayload } from "@/lib/jobs/schema.ts";
import { fillSearch } from "@/lib/search/fill.ts";
import type { JobContext } from "../context.ts";
import { startTurn } from "../turn.ts";

/** Brings issues into search for a moment, each batch a transaction of its own; the last of a turn enqueues the next turn. */
export async function searchPage({ after }: JobPayload<"search_page">, context: JobContext): Promise<void> {
  const mayGoOn = startTurn(context.signal);
  let place: string | null = after;
  while (place !== null) {
    const goesOn = mayGoOn();
    const from: { after: string; goesOn: boolean } = { after: place, goesOn };
    const next: string | null = await context.pace.page(() => context.write((tx) => fillSearch(tx, from)));
    place = goesOn ? next : null;
  }
}
