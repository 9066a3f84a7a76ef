import type { Question } from "./plain.ts";

const DAYS = ["{today}", "{today-1}", "{today-45}", "{today+30}"];
/** The day of an issue that is of another day in UTC, and the days around it. */
const around = (day: string) => [`{${day}}`, `{${day}+1}`, `{${day}-1}`];
const PEOPLE = ["{busy}", "{busy},{second}", "!{busy}", "none", "!none", "none,{busy}", "me", "!me", "{busy.upper}"];

/**
 * Every parameter by itself. `{...}` is chosen by rule from what is there (`choose.ts`): people, labels and projects by how many
 * issues they have, days from the calendar or from an issue at the edge of a day.
 */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  assignee: [...PEOPLE, "{busy.id}", "{busy},!{second}", "me,none", "nobody.of.this.name", "!nobody.of.this.name"],
  status: [
    ...["not_started", "in_progress", "blocked", "completed", "closed_not_done", "gone"],
    ...[
      "in_progress,blocked",
      "!completed",
      "!completed,!closed_not_done",
      "gone,completed",
      "!gone",
      "completed,!gone",
    ],
  ],
  project: [
    ...["{project}", "{project},{project2}", "!{project}", "{project.upper}", "{project.id}", "{project.number}"],
    ...["{project},!{project}", "{project.id},{project2.number}", "!{project.number}", "no/such-project", "!none"],
  ],
  label: [
    ...["{label}", "{label},{label2}", "!{label}", "none", "!none", "none,{label}", "{label},!{label2}"],
    ...["{label.upper}", "{label.id}", "!{label.id}", "{label.shared}", "!{label.shared}"],
    ...["{label.comma}", "{label.bang}", "{label.none}", "{label.slash}", "{label.accent}", "{label.accent.lower}"],
    ...["!{label.bang}", "!{label.none}", "none,{label.none}", "no such label", "!no such label"],
  ],
  author: [...PEOPLE.map((value) => value.replace("busy", "writer").replace("second", "writer2")), "{writer.id}"],
  milestone: [
    ...["{milestone}", "{milestone},{milestone2}", "!{milestone}", "none", "!none", "none,{milestone}"],
    ...["{milestone.upper}", "{milestone},!{milestone2}", "no such milestone", "!{milestone},!none"],
  ],
  priority: ["1", "1,2", "!1", "none", "!none", "none,3", "!5,!none", "4,5", "3,!3"],
  confidential: ["true", "false"],
  overdue: ["true", "false"],
  due: ["none"],
  due_from: [...DAYS, "1900-01-01"],
  due_to: [...DAYS, "2999-12-31"],
  overdue_since: [...DAYS, "{today-7}", "{midnight}", "{after.midnight}", "{after.bootstrap}"],
  redated_since: ["{today}", "{today+1}", "{after.bootstrap}", "{after.edits}", "{after.overrides}", "{after.all}"],
  late: ["true", "false"],
  in_progress_days_gt: ["0", "3", "10", "30", "{age}", "100000"],
  wip_days_from: ["0", "3", "10", "30", "{age}"],
  wip_days_to: ["1", "3", "10", "30", "{age}", "100000"],
  has_start: ["true", "false"],
  has_cycle: ["true", "false"],
  created_from: [...around("created.edge"), "{today-200}", "{today+1}"],
  created_to: [...around("created.edge"), "{today-200}", "{today}"],
  updated_from: [...around("updated.edge"), "{today}", "{today-30}"],
  updated_to: [...around("updated.edge"), "{today-1}", "{today-30}"],
  changed_since: [
    "{today}",
    "{today+1}",
    "{today-1}",
    "{after.bootstrap}",
    "{after.edits}",
    "{after.overrides}",
    "{after.all}",
  ],
  started_from: [...around("started.edge"), "{today-60}"],
  started_to: [...around("started.edge"), "{today-60}"],
  completed_from: [...around("completed.edge"), "{today-60}", "{today}"],
  completed_to: [...around("completed.edge"), "{today-60}", "{today-1}"],
  completed_by: [...PEOPLE.map((value) => value.replace("busy", "closer").replace("second", "closer2")), "{closer.id}"],
  closed_from: [...around("closed.edge"), "{today-60}", "{today}"],
  closed_to: [...around("closed.edge"), "{today-60}", "{today-1}"],
  has_close: ["true", "false"],
  reopened_from: [...around("reopened.edge"), "{today-90}", "{today}"],
  reopened_to: [...around("reopened.edge"), "{today-90}", "{today-1}"],
  as_of: [
    ...around("created.edge"),
    "{today}",
    "{today-1}",
    "{today-30}",
    "{today-365}",
    "{today+1}",
    "{completed.edge}",
  ],
  q: [
    ...["{word.common}", "{word.rare}", "{word.two}", "{word.one}", "{word.common} {word.rare}", "{word.upper}"],
    ...[
      "{word.typo}",
      "{word.long-typo}",
      "{word.common} {word.typo}",
      "xqzvwkj",
      "{word.middle}",
      "{word.description}",
    ],
    ...["{iid}", "#{iid}", "{reference}", "{reference.upper}", "{url}", "{url.other}", "{reference.gone}"],
    ...["{busy}", "{busy.name}", "{project}", "{project.name}", "{label}", "{label.accent}", "{label.accent.lower}"],
    ...["{word.note}", "{word.confidential}", "{word.confidential-typo}", "{word.gone}", "поиск", "Корзина", "корзин"],
    ...[
      "数量",
      "数",
      "の",
      "バー",
      "バーコード",
      "PDF",
      "Ελλ",
      "कार्ट",
      "{word.foreign}",
      "->",
      "%",
      "_",
      "\\",
      "🔥",
      "'; DROP",
      "%20",
    ],
    ...[
      "a",
      "4.1",
      "p95",
      "the",
      "the of and",
      "É",
      "zieliński",
      "zielinski",
      "{word.common},{word.rare}",
      '"{word.common}"',
    ],
  ],
};

export const ALONE: readonly Question[] = Object.entries(VALUES).flatMap(([name, values]) =>
  values.map((value) => ({ [name]: value })),
);

/** Orders over everything, and such as miss values. */
export const ORDERS: readonly string[] = [
  ...["updated_at", "created_at", "started_at", "completed_at", "closed_at", "title", "iid", "reference", "project"],
  ...["state", "status", "status_since", "wip_since", "due", "due_date", "target_date", "priority", "author"],
  ...["milestone", "weight", "issue_type", "confidential", "cycle_seconds"],
].flatMap((key) => [key, `-${key}`]);

export const ORDERS_OF_SEVERAL: readonly string[] = [
  "project,-priority,due",
  "-due,status,title",
  "priority,-target_date,-updated_at",
  "-milestone,weight,-reference",
  "author,-wip_since,iid",
  "confidential,-state,-cycle_seconds",
  "-issue_type,started_at,-closed_at",
  "status,-status_since",
  "due_date,-completed_at,created_at",
];
