import type { Group, Label, LabelOwner, Project } from "../model.ts";
import { DIALECT_GROUPS, PROJECTS, type Dialect } from "./company.ts";

type LabelPlan = readonly [title: string, color: string, description: string];

const FIRST_LABEL_ID = 51_001;
const ROOT_GROUP = "larkfield";

const COMMON_LABELS: readonly LabelPlan[] = [
  ["type::bug", "#D9534F", "Something does not do what it should"],
  ["type::feature", "#428BCA", "Something new"],
  ["type::maintenance", "#7F8C8D", "Keeps the rest going"],
  ["type::documentation", "#5CB85C", ""],
  ["priority::1", "#AD0000", "Today"],
  ["priority::2", "#ED9121", "This week"],
  ["priority::3", "#F0AD4E", "This quarter"],
  ["priority::4", "#EEE8AA", "Some day"],
  ["customer", "#8E44AD", "Asked for by a customer"],
  ["regression", "#C0392B", "It worked before"],
  ["security", "#330066", ""],
  ["tech debt", "#34495E", ""],
  ["quick win", "#44AD8E", "Less than half a day"],
  ["needs design", "#FFECDB", ""],
  ["good first issue", "#69D100", ""],
  ["wontfix", "#95A5A6", "We decided against it"],
  ["duplicate", "#CCCCCC", ""],
  ["invalid", "#E6E6E6", ""],
];
const AREA_COLORS = ["#0E8A6D", "#1F75CB", "#9400D3", "#B5651D", "#CD5B45", "#3C7A57"] as const;

/**
 * All labels: common ones with the root group, a department's workflow with its group, and with the project where a team
 * made its own. So one title stands for several labels, as in a real company.
 */
export function createLabels(groups: readonly Group[], projects: readonly Project[]): Label[] {
  const labels: Label[] = [];
  const add = (owner: LabelOwner, plans: readonly LabelPlan[]) => {
    for (const [title, color, description] of plans) {
      labels.push({ ...owner, id: FIRST_LABEL_ID + labels.length * 4, title, color, description });
    }
  };
  const ofGroup = (path: string): LabelOwner => ({ projectId: null, groupId: idOf(groups, path) });
  add(ofGroup(ROOT_GROUP), COMMON_LABELS);
  for (const { group, dialect } of DIALECT_GROUPS) add(ofGroup(group), workflowLabels(dialect));
  for (const [index, plan] of PROJECTS.entries()) {
    const owner: LabelOwner = { projectId: projects[index]?.id ?? 0, groupId: null };
    if (!DIALECT_GROUPS.some(({ group }) => plan.path.startsWith(`${group}/`)))
      add(owner, workflowLabels(plan.dialect));
    add(
      owner,
      plan.areaLabels.map((title, n) => [title, AREA_COLORS[(index + n) % AREA_COLORS.length] ?? "#428BCA", ""]),
    );
  }
  return labels;
}

function workflowLabels({ triage, ready, doing, review, blocked }: Dialect): LabelPlan[] {
  const triaged: LabelPlan[] = triage === null ? [] : [[triage, "#DDDDDD", "Not understood well enough yet"]];
  return [
    ...triaged,
    [ready, "#6699CC", "Can be taken"],
    [doing, "#5843AD", "Somebody is on it"],
    [review, "#A295D6", "Waits for a second pair of eyes"],
    [blocked, "#D10069", "Cannot go on; say why in a comment"],
  ];
}

function idOf(groups: readonly Group[], path: string): number {
  const group = groups.find(({ fullPath }) => fullPath === path);
  if (!group) throw new Error(`no group ${path}`);
  return group.id;
}
