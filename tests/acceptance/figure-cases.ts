import { fill, type Chosen } from "../reckoning/filters/choose.ts";
import { COMBINATIONS } from "../reckoning/filters/combinations.ts";
import { dayAfter } from "../reckoning/filters/days.ts";
import type { Question, Role } from "../reckoning/filters/plain.ts";
import { daysBefore, type Days } from "../reckoning/panels-points.ts";
import { PANELS, type FigureCase, type Panel } from "./figures.ts";

const ROLES: readonly Role[] = ["viewer", "manager"];
const OF_THE_VIEW = ["sort", "page", "page_size"];

/** Filters by which people look at a dashboard. */
const USUAL: readonly Question[] = [
  {},
  { project: "{project}" },
  { project: "{project},{project2}", created_from: "{today-200}" },
  { assignee: "{busy},{second},none" },
  { assignee: "!{busy}" },
  { assignee: "!none", label: "{label},{label2},none" },
  { assignee: "me" },
  { label: "{label.shared},{label.comma},{label.bang}" },
  { status: "in_progress,blocked" },
  { status: "!completed", project: "!{project}" },
  { completed_by: "{closer},{closer2},none" },
  { milestone: "!none", author: "!{writer}" },
];

/** Every panel under each usual filter, two by turns under each combination of the questions; `every`: all of them, as both roles. */
export function figureCases(chosen: Chosen, { today, every }: { today: string; every: boolean }): FigureCase[] {
  const periods = periodsOf(today);
  const cases: FigureCase[] = [];
  const add = (panel: Panel, role: Role, question: Question) => {
    const { period, bucket } = periods[cases.length % periods.length] ?? never();
    const time = cases.length % 3 === 1 ? "working" : "calendar";
    cases.push({ panel, role, filter: fill(question, chosen), period, bucket, time });
  };
  const both = (isBoth: boolean, turn: number) => (isBoth ? ROLES : ROLES.slice(turn % 2, (turn % 2) + 1));
  for (const [index, question] of USUAL.entries()) {
    for (const [place, panel] of PANELS.entries()) {
      for (const role of both(every || index < 2, index + place)) add(panel, role, question);
    }
  }
  const combined = COMBINATIONS.filter((question) => question.as_of === undefined).map(filterOf);
  for (const [index, question] of combined.entries()) {
    const turns = [index % PANELS.length, (index * 3 + 1) % PANELS.length];
    for (const panel of PANELS.filter((_, place) => every || turns.includes(place))) {
      for (const role of both(every, index + panel.length)) add(panel, role, question);
    }
  }
  return cases;
}

/** Days, weeks and months, whole ones and others, some not over yet, one before anything is known. */
function periodsOf(today: string): { period: Days; bucket: string }[] {
  const month = daysBefore({
    from: `${today.slice(0, 7)}-01`,
    to: dayAfter(`${dayAfter(`${today.slice(0, 7)}-01`, 32).slice(0, 7)}-01`, -1),
  });
  return [
    { period: { from: dayAfter(today, -29), to: today }, bucket: "day" },
    { period: { from: dayAfter(today, -83), to: today }, bucket: "week" },
    { period: month, bucket: "day" },
    { period: { from: dayAfter(today, -400), to: dayAfter(today, -3) }, bucket: "month" },
    { period: { from: dayAfter(today, -6), to: dayAfter(today, 7) }, bucket: "week" },
    { period: { from: dayAfter(today, -1), to: dayAfter(today, -1) }, bucket: "day" },
    { period: { from: dayAfter(month.from, -1).slice(0, 8) + "01", to: month.to }, bucket: "week" },
  ];
}

function filterOf(question: Question): Question {
  return Object.fromEntries(Object.entries(question).filter(([name]) => !OF_THE_VIEW.includes(name)));
}

function never(): never {
  throw new Error("there are no periods");
}
