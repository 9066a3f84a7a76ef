/** Recorded payloads and how an issue of the product is held against one. Imports nothing of the product. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const person = z.object({ username: z.string(), name: z.string() });
const payloadSchema = z.object({
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
  due_date: z.string().nullish(),
  confidential: z.boolean(),
  labels: z.array(z.string()),
  assignees: z.array(person),
  author: person,
  web_url: z.string(),
});
export type Payload = z.infer<typeof payloadSchema>;

/** An issue as `GET /api/issues/:id` answers it, as far as it is compared. */
export const detailSchema = z.object({
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullable(),
  due_date: z.string().nullable(),
  confidential: z.boolean(),
  labels: z.array(z.object({ title: z.string() })),
  assignees: z.array(person),
  author: person,
  web_url: z.string(),
});
export type Detail = z.infer<typeof detailSchema>;

export function readPayloads(folder: string): Payload[] {
  return readFileSync(join(folder, "issues.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => payloadSchema.parse(JSON.parse(line)));
}

/** What differs between an issue and its payload, one line each. */
export function compareIssue(path: string, issue: Detail, payload: Payload): string[] {
  return [
    ...differ(`${path} title`, issue.title, payload.title),
    ...differ(`${path} description`, issue.description, payload.description),
    ...differ(`${path} state`, issue.state, payload.state),
    ...differ(`${path} created_at`, instant(issue.created_at), instant(payload.created_at)),
    ...differ(`${path} updated_at`, instant(issue.updated_at), instant(payload.updated_at)),
    ...differ(`${path} closed_at`, instant(issue.closed_at), instant(payload.closed_at)),
    ...differ(`${path} due_date`, issue.due_date, payload.due_date ?? null),
    ...differ(`${path} confidential`, issue.confidential, payload.confidential),
    ...differ(`${path} labels`, sorted(issue.labels.map((label) => label.title)), sorted(payload.labels)),
    ...differ(`${path} assignees`, people(issue.assignees), people(payload.assignees)),
    ...differ(`${path} author`, people([issue.author]), people([payload.author])),
  ];
}

export function differ(what: string, ours: unknown, theirs: unknown): string[] {
  const [left, right] = [JSON.stringify(ours), JSON.stringify(theirs)];
  return left === right ? [] : [`${what}: ${left.slice(0, 200)} instead of ${right.slice(0, 200)}`];
}

function people(list: { username: string; name: string }[]): string[] {
  return sorted(list.map(({ username, name }) => `${username} (${name})`));
}

function sorted(list: string[]): string[] {
  return list.toSorted((a, b) => a.localeCompare(b));
}

function instant(text: string | null | undefined): number | null {
  return text == null ? null : Date.parse(text);
}

export function pathOf(address: string): string {
  return new URL(address).pathname;
}
