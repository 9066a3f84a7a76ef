import { z } from "zod";
import { segment } from "./address.ts";
import type { Ask } from "./ask.ts";
import { MAX_PER_PAGE } from "./pagination.ts";
import { parseWire, type WireIssue, wireIssueSchema } from "./schemas.ts";

type Wanted = { projectId: bigint | number | string; iids: readonly number[]; signal?: AbortSignal };

/**
 * The issues of these numbers as a listing has them, labels in their details form, in GitLab's order; fewer where the token
 * is not shown all of them. One request, outside of the queue of the listings.
 * @throws RangeError for more numbers than fit on one page (100)
 */
export async function listedIssues(ask: Ask, { projectId, iids, signal }: Wanted): Promise<WireIssue[]> {
  if (iids.length > MAX_PER_PAGE) throw new RangeError(`At most ${MAX_PER_PAGE} issues can be asked for at once`);
  // Without a number GitLab would list them all.
  if (iids.length === 0) return [];
  const path = `projects/${segment(projectId)}/issues`;
  const query = new URLSearchParams(iids.map((iid) => ["iids[]", String(iid)]));
  query.set("with_labels_details", "true");
  query.set("per_page", String(MAX_PER_PAGE));
  const answer = await ask(path, { query, signal, single: true });
  const issues = parseWire(z.array(wireIssueSchema), answer.value, `/${path}`);
  return issues.filter(({ iid }) => iids.includes(iid));
}
