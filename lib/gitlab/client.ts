import type { z } from "zod";
import { segment } from "./address.ts";
import { type Ask, type Connection, createAsk } from "./ask.ts";
import { filterQuery, type IssueFilter, type IssuePage, type IssueQuestion } from "./issue-listing.ts";
import { createIssuePages } from "./issue-pages.ts";
import { listedIssues } from "./listed-issues.ts";
import { numberedPages } from "./numbered-pages.ts";
import {
  type IssueStatistics,
  parseWire,
  type WireHook,
  wireHookSchema,
  type WireIssue,
  wireIssueSchema,
  wireIssueStatisticsSchema,
  type WireLabel,
  type WireLabelEvent,
  wireLabelEventSchema,
  wireLabelSchema,
  type WireProject,
  wireProjectSchema,
  type WireStateEvent,
  wireStateEventSchema,
} from "./schemas.ts";

/** A numeric id, or where GitLab takes one a path such as `group/project`. */
export type GitLabId = bigint | number | string;

/**
 * Reading one GitLab through its REST API v4. Every call throws AppError with a `gitlab_*` code, or the signal's
 * reason when that aborts; none answers with less than GitLab has.
 */
export type GitLab = {
  project(id: GitLabId, signal?: AbortSignal): Promise<WireProject>;
  /** The projects of a group and its subgroups, archived ones too, those merely shared with it not. */
  groupProjects(id: GitLabId, signal?: AbortSignal): AsyncGenerator<WireProject[]>;
  /** One page of a project's issues, labels in their details form; see `createIssuePages` for what a walk guarantees. */
  issuePage(question: IssueQuestion): Promise<IssuePage>;
  issue(projectId: GitLabId, issueIid: number, signal?: AbortSignal): Promise<WireIssue>;
  /**
   * The issue as a listing has it, labels in their details form, which GitLab does not give for a single issue
   * (lib/api/issues.rb). Null where the token is not shown it.
   */
  listedIssue(projectId: GitLabId, issueIid: number, signal?: AbortSignal): Promise<WireIssue | null>;
  /** At most 100 issues as a listing has them, labels in their details form; those the token is not shown are missing. */
  issuesByIid(projectId: GitLabId, iids: readonly number[], signal?: AbortSignal): Promise<WireIssue[]>;
  /** The labels that issues of a project can carry: its own and those of the groups above it. */
  labels(projectId: GitLabId, signal?: AbortSignal): AsyncGenerator<WireLabel[]>;
  /** How many issues GitLab itself counts under the same filter as `issuePage`. */
  issueStatistics(question: Omit<IssueFilter, "state"> & Partial<StateAndSignal>): Promise<IssueStatistics>;
  /** Every label event of an issue, oldest first. */
  labelEvents(projectId: GitLabId, issueIid: number, signal?: AbortSignal): Promise<WireLabelEvent[]>;
  /** Every closing and reopening of an issue, oldest first. Creation is none; old closings may be missing. */
  stateEvents(projectId: GitLabId, issueIid: number, signal?: AbortSignal): Promise<WireStateEvent[]>;
  /** The webhooks of the project itself, for a token with the role Maintainer; those of its groups are not among them. */
  hooks(projectId: GitLabId, signal?: AbortSignal): Promise<WireHook[]>;
};

type StateAndSignal = { state: IssueFilter["state"]; signal: AbortSignal };

/**
 * A client for the GitLab at `baseUrl`.
 * @throws AppError `bad_environment` for an address or token that must not or cannot be used.
 */
export function createGitLab(connection: Connection): GitLab {
  const ask = createAsk(connection);
  const issuePage = createIssuePages(ask);
  const one = async <S extends z.ZodType>(path: string, schema: S, attempts: { signal?: AbortSignal; single?: true }) =>
    parseWire(schema, (await ask(path, attempts)).value, `/${path}`);
  const issuePath = (projectId: GitLabId, issueIid: number) => `projects/${segment(projectId)}/issues/${issueIid}`;
  return {
    issuePage,
    project: (id, signal) => one(`projects/${segment(id)}`, wireProjectSchema, { signal }),
    issue: (projectId, issueIid, signal) =>
      one(issuePath(projectId, issueIid), wireIssueSchema, { signal, single: true }),
    listedIssue: async (projectId, issueIid, signal) =>
      (await listedIssues(ask, { projectId, iids: [issueIid], signal }))[0] ?? null,
    issuesByIid: (projectId, iids, signal) => listedIssues(ask, { projectId, iids, signal }),
    groupProjects: (id, signal) => groupProjects(ask, id, signal),
    labels: (projectId, signal) =>
      numberedPages(ask, { path: `projects/${segment(projectId)}/labels`, row: wireLabelSchema, signal }),
    issueStatistics: (question) => issueStatistics(ask, question),
    labelEvents: (projectId, issueIid, signal) => {
      const path = `${issuePath(projectId, issueIid)}/resource_label_events`;
      return all(numberedPages(ask, { path, row: wireLabelEventSchema, signal, background: true }));
    },
    stateEvents: (projectId, issueIid, signal) => {
      const path = `${issuePath(projectId, issueIid)}/resource_state_events`;
      return all(numberedPages(ask, { path, row: wireStateEventSchema, signal, background: true }));
    },
    hooks: (projectId, signal) =>
      all(numberedPages(ask, { path: `projects/${segment(projectId)}/hooks`, row: wireHookSchema, signal })),
  };
}

/** Older versions leave archived projects out unless asked for them alone, newer ones include them: so ask for both. */
async function* groupProjects(ask: Ask, id: GitLabId, signal?: AbortSignal): AsyncGenerator<WireProject[]> {
  const path = `groups/${segment(id)}/projects`;
  const order = { include_subgroups: true, with_shared: false, order_by: "id", sort: "asc" };
  const seen = new Set<number>();
  for (const archived of [false, true]) {
    for await (const page of numberedPages(ask, {
      path,
      query: { ...order, archived },
      row: wireProjectSchema,
      signal,
    })) {
      const fresh = page.filter((project) => !seen.has(project.id));
      for (const project of fresh) seen.add(project.id);
      if (fresh.length > 0) yield fresh;
    }
  }
}

async function issueStatistics(
  ask: Ask,
  { projectId, state = "all", updatedAfter, signal }: Parameters<GitLab["issueStatistics"]>[0],
): Promise<IssueStatistics> {
  const path = `projects/${segment(projectId)}/issues_statistics`;
  const answer = await ask(path, { query: filterQuery({ projectId, state, updatedAfter }), signal });
  return parseWire(wireIssueStatisticsSchema, answer.value, `/${path}`);
}

async function all<T>(pages: AsyncGenerator<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
