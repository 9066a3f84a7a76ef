import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";
import type { FilterParam } from "@/lib/issues/filters.ts";
import { listIssues } from "./own-api.ts";

/** What each filter may be set to on the walk: a parameter that is added has to be thought of here. */
export type Choices = Record<FilterParam, readonly string[]>;

const facetsSchema = z.record(z.string(), z.object({ values: z.array(z.object({ value: z.string() })) }));

const DAY_MS = 86_400_000;
const MOST_VALUES = 6;

/** Values that the running stack has, as the signed-in person sees them. */
export async function readChoices(request: APIRequestContext): Promise<Choices> {
  const facets = facetsSchema.parse(await (await request.get("/api/issues/facets")).json());
  const plain = (facet: string) =>
    (facets[facet]?.values ?? [])
      .map(({ value }) => value)
      .filter((value) => !/[,\\!]/.test(value))
      .slice(0, MOST_VALUES);
  const several = (facet: string, { mayLack }: { mayLack: boolean }) => {
    const [first = "none", second = first] = plain(facet);
    return [
      ...plain(facet),
      `${first},${second}`,
      `!${first}`,
      ...(mayLack ? ["none", "!none", `${second},none`] : []),
    ];
  };
  return {
    assignee: several("assignee", { mayLack: true }),
    status: [...several("status", { mayLack: false }), "not_started,in_progress,blocked"],
    project: several("project", { mayLack: false }),
    label: several("label", { mayLack: true }),
    author: several("author", { mayLack: false }),
    milestone: several("milestone", { mayLack: true }),
    priority: ["1", "2,3", "!1", "none"],
    completed_by: several("assignee", { mayLack: true }),
    confidential: ["true", "false"],
    overdue: ["true", "false"],
    due: ["none"],
    late: ["true", "false"],
    has_start: ["true", "false"],
    has_cycle: ["true", "false"],
    has_close: ["true", "false"],
    in_progress_days_gt: ["1", "7", "14"],
    wip_days_from: ["2", "7"],
    wip_days_to: ["10", "30"],
    ...dayChoices(),
    q: await wordChoices(request),
  };
}

function dayChoices() {
  const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
  const [from, to, since] = [
    [day(90), day(30), day(7)],
    [day(14), day(2), day(-7)],
    [day(30), day(7), day(1)],
  ];
  return {
    ...{ due_from: from, due_to: to, created_from: from, created_to: to, updated_from: from, updated_to: to },
    ...{ started_from: from, started_to: to, completed_from: from, completed_to: to, closed_from: from, closed_to: to },
    ...{ reopened_from: from, reopened_to: to, changed_since: since, redated_since: since, overdue_since: since },
    as_of: [day(60), day(20), day(3)],
  };
}

/** Words of titles, half a word, two words, a number and a whole reference. */
async function wordChoices(request: APIRequestContext): Promise<string[]> {
  const { data } = await listIssues(request, "page_size=5&sort=created_at");
  const titles = data.map(({ title }) => title.match(/\p{L}{4,}/gu) ?? []);
  const words = titles.flatMap((found) => found.slice(0, 2));
  const [first = "basket", second = first] = words;
  const numbers = data.slice(0, 1).flatMap(({ iid, reference }) => [`#${iid}`, reference]);
  return [...words, first.slice(0, 3), first.slice(0, 2), `${first} ${second}`, ...numbers];
}
