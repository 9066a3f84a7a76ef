import { chooseWords } from "./choose-words.ts";
import { DAY_MS, dayAfter, isDay, localDay } from "./days.ts";
import { dueOf, isOpen, isWip, referenceOf, type Asking, type PlainIssue, type Question } from "./plain.ts";
import { escaped } from "./values.ts";

export type Chosen = ReadonlyMap<string, string>;

/** The moments that were noted between what was done, by name. */
export type Instants = Readonly<Record<string, number>>;

/** What `{...}` of a question stands for, chosen by rule from the issues that a viewer sees; the text as it is, not yet escaped. */
export function choose(issues: readonly PlainIssue[], asking: Asking, instants: Instants): Chosen {
  const seen = issues.filter(({ confidential, status }) => !confidential && status !== "gone");
  return new Map([
    ...choosePeople(seen),
    ...chooseProjects(seen),
    ...chooseLabels(seen),
    ...chooseMilestones(seen),
    ...chooseDays(seen, asking),
    ...Object.entries(instants).map(([name, at]): [string, string] => [name, new Date(at).toISOString()]),
    ...chooseWords(issues),
    ...chooseReferences(issues),
  ]);
}

/** Puts what was chosen into a question. @throws Error for a name that nothing was chosen for */
export function fill(question: Question, chosen: Chosen): Question {
  const entries = Object.entries(question).map(([name, value = ""]) => {
    const put = (_all: string, key: string, shift?: string) => {
      const found = chosen.get(key);
      if (found === undefined) throw new Error(`nothing was chosen for {${key}} of ${name}`);
      if (shift !== undefined) return dayAfter(found, Number(shift));
      return name === "q" ? found : escaped(found);
    };
    return [name, value.replaceAll(/\{([a-z][a-z0-9.-]*?)([+-]\d+)?\}/g, put)];
  });
  return Object.fromEntries(entries);
}

type Entry = [string, string];

function choosePeople(seen: readonly PlainIssue[]): Entry[] {
  const roles = {
    busy: commonest(seen.flatMap(({ assignees, status }) => (isOpen(status) ? assignees : []))),
    writer: commonest(seen.flatMap(({ author }) => author ?? [])),
    closer: commonest(seen.flatMap(({ credited, status }) => (status === "completed" ? credited : []))),
  };
  const [busy, second, third] = roles.busy;
  const names = { ...named("writer", roles.writer), ...named("closer", roles.closer) };
  return Object.entries({ busy, second, third, ...names }).flatMap(([key, person]): Entry[] => [
    [key, need(person, key).username],
    [`${key}.upper`, need(person, key).username.toUpperCase()],
    [`${key}.id`, need(person, key).uuid],
    [`${key}.name`, need(person, key).name],
  ]);
}

function chooseProjects(seen: readonly PlainIssue[]): Entry[] {
  const found = named("project", commonest(seen.map(({ project }) => project)));
  return Object.entries(found).flatMap(([key, project]): Entry[] => [
    [key, project.path],
    [`${key}.upper`, project.path.toUpperCase()],
    [`${key}.id`, project.uuid],
    [`${key}.number`, String(project.id)],
    [`${key}.name`, project.name],
  ]);
}

/** `shared`: a title that labels of several projects have. Odd titles are told by what is odd in them. */
function chooseLabels(seen: readonly PlainIssue[]): Entry[] {
  const labels = commonest(seen.flatMap((issue) => issue.labels));
  const plain = labels.filter(({ title }) => /^[\w :]+$/.test(title) && title !== "none");
  const found = named("label", plain);
  const shared = plain.find(({ id, title }) => plain.some((other) => other.title === title && other.id !== id));
  const odd = { comma: /,/, bang: /^!/, none: /^none$/, slash: /\\/, accent: /[^\0-\x7f]/ };
  return [
    ...Object.entries(found).flatMap(([key, { title, uuid }]): Entry[] => [
      [key, title],
      [`${key}.upper`, title.toUpperCase()],
      [`${key}.id`, uuid],
    ]),
    ["label.shared", need(shared, "label.shared").title],
    ...Object.entries(odd).flatMap(([key, pattern]): Entry[] => {
      const { title } = need(
        labels.find((label) => pattern.test(label.title)),
        `label.${key}`,
      );
      return [
        [`label.${key}`, title],
        [`label.${key}.lower`, title.toLowerCase()],
      ];
    }),
  ];
}

function chooseMilestones(seen: readonly PlainIssue[]): Entry[] {
  const found = named(
    "milestone",
    commonest(seen.flatMap(({ milestone }) => (milestone === null ? [] : { id: milestone }))),
  );
  return Object.entries(found).flatMap(([key, { id }]): Entry[] => [
    [key, id],
    [`${key}.upper`, id.toUpperCase()],
  ]);
}

/** `x.edge`: the day of an issue's moment that is the first of its day, or else of another day in UTC. `midnight`: an issue became overdue at that moment. */
function chooseDays(seen: readonly PlainIssue[], { now, zone }: Asking): Entry[] {
  const edge = (key: string, moments: readonly (number | null)[]): Entry => {
    const isEdge = (at: number) => localDay(at, zone) !== new Date(at).toISOString().slice(0, 10);
    const known = moments.filter((at) => at !== null);
    const isMidnight = (at: number) => localDay(at, zone) !== localDay(at - 1, zone);
    return [key, localDay(need(known.find(isMidnight) ?? known.find(isEdge) ?? known[0], key), zone)];
  };
  const overdue = seen.flatMap((issue) => (isOpen(issue.status) ? (dueOf(issue) ?? []) : []));
  const today = localDay(now, zone);
  const due = need(overdue.filter((day) => day < today).toSorted((a, b) => (a < b ? 1 : -1))[0], "an overdue issue");
  const midnight = firstMoment(dayAfter(due, 1), zone);
  const ages = seen.flatMap(({ status, wipSince }) => (isWip(status) && wipSince !== null ? now - wipSince : []));
  const age = ages.toSorted((a, b) => a - b)[Math.floor(ages.length / 2)];
  return [
    ["today", localDay(now, zone)],
    edge(
      "created.edge",
      seen.map(({ createdAt }) => createdAt),
    ),
    edge(
      "updated.edge",
      seen.map(({ updatedAt }) => updatedAt),
    ),
    edge(
      "started.edge",
      seen.map(({ startedAt }) => startedAt),
    ),
    edge(
      "completed.edge",
      seen.map(({ completedAt }) => completedAt),
    ),
    edge(
      "closed.edge",
      seen.map(({ closedAt }) => closedAt),
    ),
    edge(
      "reopened.edge",
      seen.flatMap(({ timeline }) => timeline.flatMap((row) => (row.from === "completed" ? row.at : []))),
    ),
    ["midnight", new Date(midnight).toISOString()],
    ["after.midnight", new Date(midnight + 1).toISOString()],
    ["age", String(Math.round(need(age, "an age") / DAY_MS))],
  ];
}

/** Found by halving: the calendar on the wall never goes back. */
export function firstMoment(day: string, zone: string): number {
  if (!isDay(day)) throw new Error(`${day} is no day`);
  let [before, from] = [Date.parse(day) - 2 * DAY_MS, Date.parse(day) + 2 * DAY_MS];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (localDay(middle, zone) >= day) from = middle;
    else before = middle;
  }
  return from;
}

function chooseReferences(issues: readonly PlainIssue[]): Entry[] {
  const some = need(
    issues.find(({ status, confidential }) => status === "completed" && !confidential),
    "a completed issue",
  );
  const gone = issues.find(({ status }) => status === "gone") ?? some;
  return [
    ["iid", String(some.iid)],
    ["reference", referenceOf(some)],
    ["reference.upper", referenceOf(some).toUpperCase()],
    ["reference.gone", referenceOf(gone)],
    ["url", `https://gitlab.example/${some.project.path}/-/issues/${some.iid}`],
    ["url.other", `http://gitlab.example:8080/${some.project.path}/-/work_items/${some.iid}?show=1#note_5`],
  ];
}

/** Each once, those that stand most often first; as often, by their id. */
export function commonest<T extends { id: string | number }>(items: readonly T[]): T[] {
  const counts = new Map<string | number, { item: T; count: number }>();
  for (const item of items) counts.set(item.id, { item, count: (counts.get(item.id)?.count ?? 0) + 1 });
  const inOrder = [...counts.values()].toSorted((a, b) => b.count - a.count || (a.item.id < b.item.id ? -1 : 1));
  return inOrder.map(({ item }) => item);
}

/** `project`, `project2`, `project3`. */
function named<T>(name: string, [first, second, third]: readonly T[]): Record<string, T> {
  return {
    [name]: need(first, name),
    [`${name}2`]: need(second, `${name}2`),
    [`${name}3`]: need(third, `${name}3`),
  };
}

function need<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`there is no ${what}`);
  return found;
}
