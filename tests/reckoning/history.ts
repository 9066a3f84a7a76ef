import { z } from "zod";

const moment = z.iso.datetime().transform((text) => Date.parse(text));
const event = { id: z.int(), at: moment };

const labelSchema = z.object({ id: z.int(), title: z.string() });
const issueSchema = z.object({
  id: z.int(),
  iid: z.int(),
  project_id: z.int(),
  state: z.enum(["opened", "closed"]),
  created_at: moment,
  updated_at: moment,
  closed_at: moment.nullable(),
  moved_to_id: z.int().nullable(),
  duplicate_of_id: z.int().nullable(),
  label_ids: z.array(z.int()),
  label_events: z.array(z.object({ ...event, action: z.enum(["add", "remove"]), label_id: z.int() })),
  state_events: z.array(z.object({ ...event, state: z.enum(["closed", "reopened"]) })),
});
export type TrueIssue = z.infer<typeof issueSchema>;

/** What the demo GitLab knows itself. `titles`: of the labels that exist, by id. */
export type History = { titles: ReadonlyMap<number, string>; issues: TrueIssue[] };

/** @throws Error when it is not answered with 200, or otherwise than agreed */
export async function readHistory({ url, token }: { url: string; token: string }): Promise<History> {
  const answer = await fetch(`${url}/demo/history`, { headers: { "private-token": token } });
  if (!answer.ok) throw new Error(`the history was answered ${answer.status}: ${await answer.text()}`);
  const [first = "", ...lines] = (await answer.text()).trimEnd().split("\n");
  const { labels } = z.object({ labels: z.array(labelSchema) }).parse(JSON.parse(first));
  return {
    titles: new Map(labels.map(({ id, title }) => [id, title])),
    issues: lines.map((line) => z.object({ issue: issueSchema }).parse(JSON.parse(line)).issue),
  };
}
