import { SORT_KEYS, type SortKey } from "@/lib/issues/filters.ts";
import { filterQuestions } from "./reads-filters.ts";
import { GOALS, type Question } from "./reads-goals.ts";
import { bestMatches, countMatches, listMatches, type Sought } from "./reads-search-sql.ts";
import {
  arrayOf,
  DUE,
  FACET_NAMES,
  facetCounts,
  LIVE,
  OPEN,
  sorted,
  visible,
  type Role,
  type Sorting,
  type Way,
} from "./reads-sql.ts";
import type { World } from "./reads-world.ts";

/** `since`: the moment after which management changed things; `typo`: a word that nothing holds, and what it is read as. */
export type Asked = { world: World; role: Role; since: string; typo: { word: string; near: string[] } };

export function questionsFor(asked: Asked): Question[] {
  return [
    ...filterQuestions(asked),
    ...sortQuestions(asked),
    deepPage(asked),
    ...facetQuestions(asked),
    ...searchQuestions(asked),
  ];
}

const PROJECTS = "issues i join projects p on p.id = i.project_id";
const AUTHORS = "issues i left join gitlab_users a on a.id = i.author_id";

const always = (...columns: string[]) => ({ columns, mayMiss: false });
const maybe = (column: string) => ({ columns: [column], mayMiss: true });

const SORTS: Record<SortKey, Omit<Sorting, "descending">> = {
  updated_at: always("i.updated_at_gitlab"),
  created_at: always("i.created_at_gitlab"),
  started_at: maybe("i.started_at"),
  completed_at: maybe("i.completed_at"),
  closed_at: maybe("i.closed_at_gitlab"),
  synced_at: always("i.synced_at"),
  title: always("lower(i.title)"),
  iid: always("i.iid"),
  reference: { ...always("p.path_with_namespace", "i.iid"), from: PROJECTS },
  project: { ...always("p.path_with_namespace"), from: PROJECTS },
  state: always("i.state"),
  status: always("i.status"),
  status_since: maybe("i.status_since"),
  wip_since: maybe("i.wip_since"),
  due: maybe(DUE),
  due_date: maybe("i.due_date"),
  target_date: maybe("i.target_date"),
  priority: maybe("i.priority"),
  author: { ...maybe("lower(a.name)"), from: AUTHORS },
  milestone: maybe("lower(i.milestone)"),
  weight: maybe("i.weight"),
  issue_type: always("i.issue_type"),
  confidential: always("i.confidential"),
  cycle_seconds: maybe("i.cycle_seconds"),
};

function sortQuestions({ role }: Asked): Question[] {
  return SORT_KEYS.flatMap((key) =>
    [false, true].map((descending): Question => ({
      name: `sort ${descending ? "-" : ""}${key}`,
      path: `/api/issues?sort=${descending ? "-" : ""}${key}`,
      goal: GOALS.sort,
      kind: "list",
      ways: sorted(visible(LIVE, role), { ...SORTS[key], descending }),
    })),
  );
}

const DEEP_PAGE = 1_000;
const PAGE_SIZE = 50;

function deepPage({ world, role }: Asked): Question {
  const page = Math.min(DEEP_PAGE, Math.max(1, Math.floor((world.issues * 0.9) / PAGE_SIZE)));
  const newest = { columns: ["i.updated_at_gitlab"], descending: true, mayMiss: false };
  return {
    name: `page ${page}`,
    path: `/api/issues?page=${page}`,
    goal: GOALS.deepPage,
    kind: "list",
    ways: sorted(visible(LIVE, role), newest, (page - 1) * PAGE_SIZE),
  };
}

function facetQuestions({ world, role }: Asked): Question[] {
  const [label] = world.labels;
  if (label === undefined) throw new Error("there are no labels");
  const everything = () => visible(LIVE, role);
  const labelled = `i.label_ids && ${arrayOf(label.ids)}`;
  const filtered = (facet: string) =>
    [visible(LIVE, role), ...(facet === "status" ? [] : [OPEN]), ...(facet === "label" ? [] : [labelled])].join(
      " and ",
    );
  const filters = new URLSearchParams({ status: "not_started,in_progress,blocked", label: label.title });
  const of = (name: string, path: string, ways: Way[]): Question => ({ name, path, goal: null, kind: "facets", ways });
  return [
    of("facets: all, no filter", "/api/issues/facets", facetCounts(FACET_NAMES, everything)),
    ...FACET_NAMES.map((facet) =>
      of(`facets: ${facet} alone`, `/api/issues/facets?facet=${facet}`, facetCounts([facet], everything)),
    ),
    of("facets: all, label and open", `/api/issues/facets?${filters}`, facetCounts(FACET_NAMES, filtered)),
    of("facets: label, label and open", `/api/issues/facets?facet=label&${filters}`, facetCounts(["label"], filtered)),
  ];
}

function searchQuestions(asked: Asked): Question[] {
  return soughtIn(asked).flatMap(({ name, q, sought, goal, listGoal }) => {
    const condition = visible(LIVE, asked.role);
    const check = countMatches(sought, condition, asked.role);
    const words = encodeURIComponent(q);
    return [
      {
        name: `search ${name}`,
        path: `/api/search?q=${words}`,
        goal,
        kind: "search",
        ways: bestMatches(sought, condition, asked.role),
        check,
      },
      {
        name: `list, q ${name}`,
        path: `/api/issues?q=${words}`,
        goal: listGoal,
        kind: "list",
        ways: listMatches(sought, condition, asked.role),
        check,
      },
    ] satisfies Question[];
  });
}

type Searched = { name: string; q: string; sought: Sought; goal: number; listGoal: number };

const COMMON_SHARE = 0.3;

function soughtIn({ world, typo }: Asked): Searched[] {
  const { texts, newest } = world;
  const near = (share: number) => texts.toSorted((a, b) => distance(a, share) - distance(b, share))[0]?.word ?? "";
  const distance = ({ issues }: { issues: number }, share: number) => Math.abs(issues - share * world.issues);
  const [common, other, rare] = [near(COMMON_SHARE), near(COMMON_SHARE / 3), texts.at(-1)?.word ?? ""];
  const { iid, path } = newest;
  const of = (name: string, q: string, sought: Sought, goal: number = GOALS.common): Searched => ({
    name: `${name}: ${q}`,
    q,
    sought,
    goal,
    listGoal: GOALS.listed,
  });
  return [
    of("rare word", rare, { words: [rare] }, GOALS.rare),
    of("common word", common, { words: [common] }),
    of("two letters", common.slice(0, 2), { words: [common.slice(0, 2)] }),
    of("two words", `${common} ${other}`, { words: [common, other] }),
    of("typo", typo.word, { words: [typo.word], near: typo.near }),
    of("number", `#${iid}`, { words: [String(iid)], reference: { iid, path: null } }, GOALS.rare),
    of("reference", `${path}#${iid}`, { words: wordsOf(`${path}#${iid}`), reference: { iid, path } }, GOALS.rare),
  ];
}

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu))];
}
