import { z } from "zod";
import { ROLES, type Role } from "@/lib/auth/access.ts";

/** One method of one path, as the document tells it. */
export type Operation = {
  /** `GET /api/issues/{id}` */
  id: string;
  method: string;
  path: string;
  /** The least role that may call; null where no session is needed. */
  role: Role | null;
  parameters: Parameter[];
  /** What the body must be; null where none is told of. `maxBytes`: what it may weigh. */
  body: { schema: JsonSchema; check: z.ZodType; maxBytes: number } | null;
  answers: Map<number, Answer>;
};
export type Parameter = { name: string; in: "path" | "query"; required: boolean; hints: Hints; check: z.ZodType };
/** `description` names the codes of a refusal; `content` is empty where the answer has no body. */
export type Answer = { description: string; content: Map<string, z.ZodType> };
export type JsonSchema = z.infer<typeof schemaSchema>;
/** What the document tells of the form of a parameter. */
export type Hints = z.infer<typeof hintsSchema>;

const schemaSchema = z.record(z.string(), z.unknown());
const hintsSchema = z.object({
  format: z.string().optional(),
  pattern: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.string().optional(),
});
const contentSchema = z.record(z.string(), z.object({ schema: schemaSchema }));
const operationSchema = z.looseObject({
  description: z.string(),
  security: z.array(z.unknown()),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(["path", "query"]), required: z.boolean(), schema: schemaSchema }),
  ),
  requestBody: z.object({ description: z.string().default(""), content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contentSchema.default({}) })),
});
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), schemaSchema) }),
});

/** Every operation of an OpenAPI document of ours, its schemas made into checks. */
export function readOperations(document: unknown): Operation[] {
  const { paths, components } = documentSchema.parse(document);
  const compile = (schema: JsonSchema) => z.fromJSONSchema(resolve(schema, components.schemas));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => operationOf(method.toUpperCase(), path, told, compile)),
  );
}

function operationOf(
  method: string,
  path: string,
  told: z.infer<typeof operationSchema>,
  compile: (schema: JsonSchema) => z.ZodType,
): Operation {
  const json = told.requestBody?.content["application/json"];
  const answers = Object.entries(told.responses).map(([status, { description, content }]): [number, Answer] => [
    Number(status),
    {
      description,
      content: new Map(Object.entries(content).map(([type, { schema }]) => [type, compile(schema)])),
    },
  ]);
  return {
    id: `${method} ${path}`,
    method,
    path,
    role: told.security.length === 0 ? null : roleOf(told.description),
    parameters: told.parameters.map(({ name, in: place, required, schema }) => ({
      ...{ name, in: place, required, hints: hintsSchema.parse(schema), check: compile(schema) },
    })),
    body: json
      ? {
          ...{ schema: json.schema, check: compile(json.schema) },
          maxBytes: maxBytesOf(told.requestBody?.description ?? ""),
        }
      : null,
    answers: new Map(answers),
  };
}

function roleOf(description: string): Role {
  const role = ROLES.find((one) => description.includes(`the role ${one} `));
  if (role === undefined) throw new Error(`the document names no role: ${description}`);
  return role;
}

function maxBytesOf(description: string): number {
  const bytes = Number(/At most (\d+) bytes/.exec(description)?.[1]);
  if (Number.isNaN(bytes)) throw new Error(`the document does not say how long a body may be: ${description}`);
  return bytes;
}

/** Our schemas refer to components only, and by themselves: no part of one does. */
function resolve(schema: JsonSchema, components: Record<string, JsonSchema>): z.core.JSONSchema.JSONSchema {
  const target = typeof schema.$ref === "string" ? schema.$ref.replace("#/components/schemas/", "") : undefined;
  if (target === undefined) return schema;
  const found = components[target];
  if (found === undefined) throw new Error(`the document has no schema ${target}`);
  return found;
}
