import { z } from "zod";
import { badRequest } from "./answers.ts";

export type RawParams = Record<string, unknown>;

/** A query string or form as an object: `iids[]=1&iids[]=2` is a list, of a name given twice the last one counts. */
export function readParams(search: URLSearchParams): RawParams {
  const params: RawParams = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    if (name.endsWith("[]")) params[name.slice(0, -2)] = values;
    else params[name] = values.at(-1);
  }
  return params;
}

/**
 * The parameters as the schema has them; unknown ones are ignored, as GitLab does.
 * @throws Refusal 400 in the words of GitLab's own parameter checks: "page is invalid".
 */
export function parseParams<S extends z.ZodType>(schema: S, params: RawParams): z.output<S> {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw badRequest(
    parsed.error.issues.map((issue) => `${String(issue.path[0])} ${faultWords(issue, params)}`).join(", "),
  );
}

function faultWords(issue: z.core.$ZodIssue, params: RawParams): string {
  const given = params[String(issue.path[0])];
  if (given === undefined) return "is missing";
  if (given === "" && issue.code === "too_small") return "is empty";
  return issue.code === "invalid_value" ? "does not have a valid value" : "is invalid";
}

/** Lists come as `a,b`, as `[]` parameters or as JSON arrays. */
export const titles = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === "string" ? value.split(",") : value))
  .transform((parts) => parts.map((part) => part.trim()).filter((part) => part !== ""));

export const ids = z
  .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
  .transform((value) => (Array.isArray(value) ? value : String(value).split(",")))
  .transform((parts) => parts.filter((part) => part !== "").map(Number))
  .pipe(z.array(z.int().nonnegative()));

export const flag = z.union([z.boolean(), z.stringbool()]);
export const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).transform((text) => Date.parse(text));
