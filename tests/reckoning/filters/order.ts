import { dueOf, type PlainIssue } from "./plain.ts";

type Key = string | number | null;

const STATUSES = ["not_started", "in_progress", "blocked", "completed", "closed_not_done", "gone"];

/** What each key of `sort` looks at; null is listed last whichever way. `synced_at` is known to the product alone. */
export const SORTS: Readonly<Record<string, (issue: PlainIssue) => Key[]>> = {
  updated_at: ({ updatedAt }) => [updatedAt],
  created_at: ({ createdAt }) => [createdAt],
  started_at: ({ startedAt }) => [startedAt],
  completed_at: ({ completedAt }) => [completedAt],
  closed_at: ({ closedAt }) => [closedAt],
  title: ({ title }) => [title.toLowerCase()],
  iid: ({ iid }) => [iid],
  reference: ({ project, iid }) => [project.path, iid],
  project: ({ project }) => [project.path],
  state: ({ state }) => [["opened", "closed"].indexOf(state)],
  status: ({ status }) => [STATUSES.indexOf(status)],
  status_since: ({ statusSince }) => [statusSince],
  wip_since: ({ wipSince }) => [wipSince],
  due: (issue) => [dueOf(issue)],
  due_date: ({ dueDate }) => [dueDate],
  target_date: ({ override }) => [override.targetDate],
  priority: ({ override }) => [override.priority],
  author: ({ author }) => [author?.name.toLowerCase() ?? null],
  milestone: ({ milestone }) => [milestone?.toLowerCase() ?? null],
  weight: ({ weight }) => [weight],
  issue_type: ({ type }) => [type],
  confidential: ({ confidential }) => [confidential ? 1 : 0],
  cycle_seconds: ({ cycleSeconds }) => [cycleSeconds],
};

/** The places at which a list is not in the order of its keys; text beyond ASCII is left out, since every database sorts it its own way. */
export function misplaced(list: readonly PlainIssue[], sort: string): number[] {
  const terms = sort.split(",").map((part) => {
    const keyOf = SORTS[part.replace(/^-/, "")];
    if (!keyOf) throw new Error(`nothing is known of the order ${part}`);
    return { keyOf, turn: part.startsWith("-") ? -1 : 1 };
  });
  const keys = list.map((issue) => terms.flatMap(({ keyOf, turn }) => keyOf(issue).map((key) => ({ key, turn }))));
  const plain = keys.flatMap((own, place) => (own.every(({ key }) => isPlain(key)) ? [{ own, place }] : []));
  return plain.flatMap(({ own, place }, index) => {
    const before = plain[index - 1]?.own;
    return before && compare(before, own) > 0 ? [place] : [];
  });
}

type Term = { key: Key; turn: number };

function compare(one: readonly Term[], other: readonly Term[]): number {
  for (const [index, { key, turn }] of one.entries()) {
    const second = other[index]?.key ?? null;
    if (isSame(key, second)) continue;
    if (key === null) return 1;
    if (second === null) return -1;
    return (key < second ? -1 : 1) * turn;
  }
  return 0;
}

/** The database keeps fractions of seconds in binary. */
function isSame(one: Key, other: Key): boolean {
  return one === other || (typeof one === "number" && typeof other === "number" && Math.abs(one - other) < 0.0005);
}

function isPlain(key: Key): boolean {
  return typeof key !== "string" || /^[\x20-\x7e]*$/.test(key);
}
