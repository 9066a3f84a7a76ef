import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";

const personSchema = z.looseObject({
  id: z.int(),
  username: z.string(),
  name: z.string(),
  state: z.string().optional(),
});
export type RecordedPerson = z.output<typeof personSchema>;

const issueSchema = z.looseObject({
  id: z.int(),
  iid: z.int(),
  project_id: z.int(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.enum(["opened", "closed"]),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
  due_date: z.string().nullish(),
  confidential: z.boolean(),
  labels: z.array(z.string()),
  weight: z.number().nullish(),
  moved_to_id: z.number().nullish(),
  issue_type: z.string().optional(),
  web_url: z.string(),
  author: personSchema.nullable(),
  closed_by: personSchema.nullish(),
  assignee: personSchema.nullish(),
  assignees: z.array(personSchema).nullish(),
});
export type RecordedIssue = z.output<typeof issueSchema>;

const namespaceSchema = z.looseObject({
  id: z.int(),
  kind: z.string().optional(),
  name: z.string(),
  full_path: z.string().optional(),
});
const projectSchema = z.looseObject({
  id: z.int(),
  name: z.string(),
  web_url: z.string(),
  description: z.string().nullish(),
  created_at: z.string().nullish(),
  archived: z.boolean().optional(),
  // Some recordings stem from event payloads, where it is a mere name.
  namespace: namespaceSchema.nullish().catch(null),
});
export type RecordedProject = z.output<typeof projectSchema>;

const labelSchema = z.looseObject({ name: z.string(), color: z.string() });
const eventSchema = {
  id: z.int(),
  user: personSchema.nullish(),
  created_at: z.string(),
  resource_type: z.string(),
  resource_id: z.int(),
};
const labelEventSchema = z.looseObject({
  ...eventSchema,
  action: z.enum(["add", "remove"]),
  label: labelSchema.nullable(),
});
const stateEventSchema = z.looseObject({ ...eventSchema, state: z.string() });

export type Recordings = ReturnType<typeof readRecordings>;

/**
 * The recorded payloads of a folder, one JSON object a line. Only `issues.jsonl` must be there.
 * @throws AppError `bad_environment` naming the file and line that cannot be used.
 */
export function readRecordings(folder: string) {
  if (!existsSync(join(folder, "issues.jsonl"))) {
    throw new AppError("bad_environment", `DEMO_RECORDED: there is no issues.jsonl in ${folder}`);
  }
  return {
    issues: readLines(folder, "issues", issueSchema),
    projects: readLines(folder, "projects", projectSchema),
    labels: readLines(folder, "labels", labelSchema),
    labelEvents: readLines(folder, "label_events", labelEventSchema),
    stateEvents: readLines(folder, "state_events", stateEventSchema),
  };
}

function readLines<S extends z.ZodType>(folder: string, name: string, schema: S): z.output<S>[] {
  const file = join(folder, `${name}.jsonl`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => (line.trim() === "" ? [] : [parseLine(line, schema, `${file}:${index + 1}`)]));
}

function parseLine<S extends z.ZodType>(line: string, schema: S, where: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new AppError("bad_environment", `DEMO_RECORDED: ${where} is not such a payload`, { cause });
  }
}
