import { z } from "zod";
import type { Facts } from "./facts.ts";

const projectSchema = z.object({ id: z.int(), path_with_namespace: z.string() });
const issueSchema = z.object({
  id: z.int(),
  iid: z.int(),
  project_id: z.int(),
  title: z.string(),
  state: z.string(),
  confidential: z.boolean(),
});

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
    edit: async (issue: GitLabIssue, change: Record<string, unknown>) => {
      await call("PUT", `api/v4/projects/${issue.project_id}/issues/${issue.iid}`, change);
    },
    /** What the token may see of a project: everything, or nothing of its issues. */
    setAccess: async (project: number, access: "open" | "forbidden") => {
      await call("POST", "demo/edits", { kind: "update_project", project_id: project, fields: { access } });
    },
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
