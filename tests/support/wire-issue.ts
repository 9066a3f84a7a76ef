import { wireIssueSchema, type WireIssue } from "@/lib/gitlab/schemas.ts";

/** A user as GitLab sends one; equal numbers give equal users. */
export function wireUser(id: number, name = `Person ${id}`) {
  return {
    id,
    username: `person-${id}`,
    name,
    state: "active",
    avatar_url: null,
    web_url: `https://gitlab.test/p${id}`,
  };
}

/** A label in its details form; a label's id follows from its title, as it does within one GitLab. */
export function wireLabel(
  name: string,
  id = 1_000 + ([...name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) % 9_973),
) {
  return { id, name, color: "#428bca", description: null, text_color: "#ffffff" };
}

/** An issue as GitLab sends one, with `changes` over a plain open issue of project 7. */
export function wireIssue(changes: Record<string, unknown> = {}): WireIssue {
  const iid = typeof changes.iid === "number" ? changes.iid : 1;
  return wireIssueSchema.parse({
    id: 500 + iid,
    iid,
    project_id: 7,
    title: `Issue ${iid}`,
    description: null,
    state: "opened",
    created_at: "2026-03-01T09:00:00.000Z",
    updated_at: "2026-03-01T09:00:00.000Z",
    closed_at: null,
    closed_by: null,
    due_date: null,
    author: wireUser(1),
    assignee: null,
    assignees: [],
    labels: [],
    milestone: null,
    confidential: false,
    issue_type: "issue",
    weight: null,
    moved_to_id: null,
    web_url: `https://gitlab.test/acme/shop/-/issues/${iid}`,
    _links: { closed_as_duplicate_of: null },
    ...changes,
  });
}
