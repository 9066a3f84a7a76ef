import { z } from "zod";
import { ERRORS, type ErrorCode } from "@/lib/errors.ts";
import { MAX_BODY_BYTES } from "./body.ts";
import type { Declaration } from "./declaration.ts";
import { isStateChanging } from "./origin.ts";
import { PROBLEM_TYPE, problemSchema } from "./problem.ts";

/** One method of one path, the path as OpenAPI writes it: `/api/issues/{id}`. */
export type Operation = { path: string; method: string; declaration: Declaration };

type JsonSchema = Record<string, unknown>;
type OpenApiDocument = JsonSchema & { openapi: string };

const PROBLEM_REF = { $ref: "#/components/schemas/Problem" };
const objectSchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

/** The OpenAPI 3.1 document of these operations, made of the schemas that check their calls and answers. */
export function openApiDocument(operations: readonly Operation[]): OpenApiDocument {
  const paths: Record<string, JsonSchema> = {};
  for (const { path, method, declaration } of operations) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(path, method, declaration) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Backtrak",
      version: "1",
      description:
        "The backlog mirrored from GitLab. Unknown parameters are refused; every error is a problem document (RFC 9457) with a stable `code`.",
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: { Problem: jsonSchemaOf(problemSchema, "output") },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "backtrak.session_token" } },
    },
  };
}

function operationOf(path: string, method: string, declaration: Declaration): JsonSchema {
  const { summary, access, body, maxBodyBytes = MAX_BODY_BYTES, params, query } = declaration;
  return {
    operationId: operationIdOf(path, method),
    summary,
    description: access === "anonymous" ? "Needs no session." : `Needs the role ${access} or one above it.`,
    security: access === "anonymous" ? [] : [{ session: [] }],
    parameters: [...parametersOf("path", params), ...parametersOf("query", query)],
    ...(body && {
      requestBody: {
        description: `At most ${maxBodyBytes} bytes.`,
        required: true,
        content: { "application/json": { schema: jsonSchemaOf(body, "input") } },
      },
    }),
    responses: { ...answerOf(declaration), ...problemsOf(method, declaration) },
  };
}

function parametersOf(place: "path" | "query", schema: z.ZodType | undefined): JsonSchema[] {
  if (schema === undefined) return [];
  const { properties, required } = objectSchema.parse(jsonSchemaOf(schema, "input"));
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

function answerOf({ status = 200, response, mediaType = "application/json" }: Declaration): JsonSchema {
  const hasBody = !(response instanceof z.ZodNull);
  const content = { [mediaType]: { schema: jsonSchemaOf(response, "output") } };
  return { [status]: { description: "The answer", ...(hasBody && { content }) } };
}

/** Several codes can share a status: the document has one answer a status, which names them. */
function problemsOf(method: string, declaration: Declaration): JsonSchema {
  const codes = codesOf(method, declaration);
  const statuses = [...new Set(codes.map((code) => ERRORS[code].http))].toSorted((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const named = codes.filter((code) => ERRORS[code].http === status);
      const description = named.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join("; ");
      return [status, { description, content: { [PROBLEM_TYPE]: { schema: PROBLEM_REF } } }];
    }),
  );
}

/** What `route()` itself can answer, and what the route says it may. */
function codesOf(method: string, { access, body, errors = [] }: Declaration): ErrorCode[] {
  const session: ErrorCode[] = access === "anonymous" ? [] : ["unauthenticated", "forbidden"];
  const change: ErrorCode[] = isStateChanging(method) ? ["forbidden"] : [];
  const sent: ErrorCode[] = body ? ["payload_too_large", "unsupported_media_type"] : [];
  const own: ErrorCode[] = ["internal", "unavailable"];
  return [...new Set<ErrorCode>(["invalid_request", ...session, ...change, ...sent, ...errors, ...own])];
}

function operationIdOf(path: string, method: string): string {
  const words = path.replace(/^\/api\//, "").split(/[^A-Za-z0-9]+/);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return method.toLowerCase() + name;
}

/** Transforms have no JSON form: of a query and a body the caller's side is shown, of an answer ours. */
function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const options = { io, unrepresentable: "any", target: "draft-2020-12", override: nameKeys } as const;
  const { $schema: _, ...rest } = z.toJSONSchema(schema, options);
  return rest;
}

/** A record of known keys as an object with these properties: `propertyNames` says the same to fewer readers. */
function nameKeys({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { propertyNames: names, additionalProperties: value } = jsonSchema;
  if (typeof names !== "object" || names.enum === undefined || value === undefined) return;
  jsonSchema.properties = Object.fromEntries(names.enum.map((name) => [String(name), value]));
  jsonSchema.additionalProperties = false;
  delete jsonSchema.propertyNames;
}
