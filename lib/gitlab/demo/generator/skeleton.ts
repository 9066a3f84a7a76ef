import { labelsFor } from "../find.ts";
import type { Epic, Group, Iteration, Label, Milestone, Project, World } from "../model.ts";
import { Store } from "../store.ts";
import { DAY_MS } from "./calendar.ts";
import { GROUPS, PROJECTS, type ProjectPlan } from "./company.ts";
import { createLabels } from "./labels.ts";
import type { Staff, Team } from "./people.ts";
import { createEpics, createIterations, createMilestones } from "./planning.ts";

/** A project with everything that its issues draw on. `labels` by title: its own and those of the groups above it. */
export type Workplace = {
  plan: ProjectPlan;
  project: Project;
  team: Team;
  labels: ReadonlyMap<string, Label>;
  milestones: readonly Milestone[];
  epics: readonly Epic[];
  iterations: readonly Iteration[];
};

const FIRST_GROUP_ID = 4_101;
const FIRST_PROJECT_ID = 7_301;
const COMPANY_AGE_DAYS = 1_400;

/** The world without its issues, and the places where issues can arise. */
export function createSkeleton(staff: Staff, base: number): { world: World; workplaces: Workplace[] } {
  const createdAt = base - COMPANY_AGE_DAYS * DAY_MS;
  const groups = createGroups(createdAt);
  const projects = createProjects(groups, staff, createdAt);
  const world: World = {
    ownerId: staff.owner.id,
    users: staff.all,
    groups,
    projects,
    labels: createLabels(groups, projects),
    milestones: createMilestones(groups, projects, base),
    epics: createEpics(groups),
    iterations: createIterations(groups, base),
    issues: [],
    labelEvents: [],
    stateEvents: [],
  };
  return { world, workplaces: createWorkplaces(world, staff) };
}

function createGroups(createdAt: number): Group[] {
  const ids = new Map(GROUPS.map((plan, index) => [plan.path, FIRST_GROUP_ID + index * 2]));
  return GROUPS.map(({ path, name, description }, index) => ({
    id: FIRST_GROUP_ID + index * 2,
    name,
    path: path.slice(path.lastIndexOf("/") + 1),
    fullPath: path,
    parentId: ids.get(parentPath(path)) ?? null,
    description,
    createdAt,
  }));
}

function createProjects(groups: readonly Group[], staff: Staff, createdAt: number): Project[] {
  return PROJECTS.map(({ path, name, description, archived = false }, index) => ({
    id: FIRST_PROJECT_ID + index * 3,
    name,
    path: path.slice(path.lastIndexOf("/") + 1),
    pathWithNamespace: path,
    groupId: groups.find(({ fullPath }) => fullPath === parentPath(path))?.id ?? null,
    description,
    archived,
    createdAt,
    creatorId: staff.owner.id,
    recorded: null,
  }));
}

function createWorkplaces(world: World, staff: Staff): Workplace[] {
  const store = new Store(world);
  return PROJECTS.map((plan, index) => {
    const project = world.projects[index];
    const team = staff.teams.find(({ name }) => name === plan.team);
    if (!project || !team) throw new Error(`${plan.path} has no team`);
    const labels = new Map(labelsFor(store, project).map((label) => [label.title, label]));
    const isNear = (owner: { groupId: number | null; projectId?: number | null }) =>
      owner.projectId === project.id || isAbove(world.groups, owner.groupId, project);
    return {
      plan,
      project,
      team,
      labels,
      milestones: world.milestones.filter(isNear),
      epics: world.epics.filter(isNear),
      iterations: world.iterations.filter(isNear),
    };
  });
}

function isAbove(groups: readonly Group[], groupId: number | null, project: Project): boolean {
  const group = groups.find(({ id }) => id === groupId);
  return group !== undefined && project.pathWithNamespace.startsWith(`${group.fullPath}/`);
}

function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
