import { z } from "zod";
import type { Facts } from "./facts.ts";

const projectSchema = z.object({ id: z.int(), path_with_namespace: z.string() });
const personSchema = z.object({ id: z.int(), username: z.string(), name: z.string() });
const issueSchema = z.object({
  id: z.int(),
  iid: z.int(),
  project_id: z.int(),
  title: z.string(),
  state: z.string(),
  confidential: z.boolean(),
  assignees: z.array(personSchema),
});

const pendingSchema = z.object({ pending: z.int() });

export type GitLabPerson = z.infer<typeof personSchema>;
export type GitLabIssue = z.infer<typeof issueSchema>;

/** The demo GitLab's own API, used as a person with a token would. */
export type DemoGitLab = ReturnType<typeof demoGitLab>;

export function demoGitLab({ gitlab }: Facts) {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${gitlab.url}/${path}`, {
      method,
      headers: { "private-token": gitlab.token, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  };
  return {
    projects: async () => z.array(projectSchema).parse(await call("GET", "api/v4/projects?per_page=100")),
    issues: async (project: number, query: string) =>
      z.array(issueSchema).parse(await call("GET", `api/v4/projects/${project}/issues?per_page=100&${query}`)),
    create: async (project: number, fields: Record<string, unknown>) =>
      issueSchema.parse(await call("POST", `api/v4/projects/${project}/issues`, fields)),
    edit: async (issue: GitLabIssue, change: Record<string, unknown>) => {
      await call("PUT", `api/v4/projects/${issue.project_id}/issues/${issue.iid}`, change);
    },
    /** Deletes it; no webhook tells of that. */
    remove: async (issue: GitLabIssue) => {
      await call("DELETE", `api/v4/projects/${issue.project_id}/issues/${issue.iid}`);
    },
    /** What the token may see of a project: everything, or nothing of its issues. */
    setAccess: async (project: number, access: "open" | "forbidden") => {
      await call("POST", "demo/edits", { kind: "update_project", project_id: project, fields: { access } });
    },
    /** How many webhooks are on their way. */
    pendingWebhooks: async () => pendingSchema.parse(await call("GET", "demo/webhooks")).pending,
    /** Runs `work` while every webhook is lost on its way. */
    withoutWebhooks: async (work: () => Promise<void>) => {
      await call("POST", "demo/webhooks", { deliver: "drop" });
      try {
        await work();
      } finally {
        await call("POST", "demo/webhooks", { deliver: "on" });
      }
    },
  };
}
