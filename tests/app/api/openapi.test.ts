import { createConfig, lintFromString } from "@redocly/openapi-core";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import * as anythingElse from "@/app/api/[...path]/route.ts";
import { GET as getDocument } from "@/app/api/openapi.json/route.ts";
import { startWebContext } from "@/lib/api/context.ts";
import { PROBLEM_TYPE } from "@/lib/api/problem.ts";
import type { Route } from "@/lib/api/route.ts";
import { ERRORS } from "@/lib/errors.ts";
import { FILTER_PARAMS, ISSUE_PARAMS } from "@/lib/issues/filters.ts";
import { routesOnDisk, type FoundRoute } from "@/tests/support/routes.ts";
import { call } from "@/tests/support/web.ts";

const contentSchema = z.record(z.string(), z.object({ schema: z.looseObject({}) }));
const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() })),
  requestBody: z.object({ description: z.string(), content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contentSchema.optional() })),
});
const documentSchema = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

let document: z.infer<typeof documentSchema>;
let routes: FoundRoute[];
beforeAll(async () => {
  startWebContext({ DATABASE_URL: "postgresql://127.0.0.1:1/none", LOG_LEVEL: "silent" });
  document = documentSchema.parse(await (await call(getDocument, "/api/openapi.json")).json());
  routes = await routesOnDisk();
});

const operation = (path: string, method: string) => operationSchema.parse(document.paths[path]?.[method]);
const names = (path: string) => operation(path, "get").parameters.map((parameter) => parameter.name);

describe("the document", () => {
  test("has every route that is on disk, and no other", () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.toSorted()).toEqual(routes.map(({ path, method }) => `${method} ${path}`).toSorted());
    expect(documented.length).toBeGreaterThan(12);
  });

  test("names each operation once", () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((one) => one.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has every parameter of a list", () => {
    expect(names("/api/issues").toSorted()).toEqual([...ISSUE_PARAMS].toSorted());
    expect(names("/api/issues.csv")).toEqual(names("/api/issues"));
    expect(names("/api/issues/facets").toSorted()).toEqual([...FILTER_PARAMS, "facet", "find"].toSorted());
    expect(operation("/api/issues", "get").parameters.every((parameter) => !parameter.required)).toBe(true);
  });

  test("says what a path's parameter, a body and an answer are", () => {
    const change = operation("/api/issues/{id}/override", "patch");
    expect(change.parameters).toMatchObject([{ name: "id", in: "path", required: true, schema: { format: "uuid" } }]);
    expect(change.requestBody?.content["application/json"]?.schema).toMatchObject({
      type: "object",
      additionalProperties: false,
    });
    expect(change.responses["200"]?.content?.["application/json"]?.schema).toMatchObject({ type: "object" });
  });

  test("says what an answer is that is not JSON", () => {
    const { responses } = operation("/api/issues.csv", "get");
    expect(responses["200"]?.content).toEqual({ "text/csv": { schema: { type: "string" } } });
    expect(Object.keys(responses["400"]?.content ?? {})).toEqual(["application/problem+json"]);
  });

  test("says which errors to expect, each a problem document", () => {
    const { responses } = operation("/api/issues/{id}/override", "patch");
    expect(Object.keys(responses)).toEqual(["200", "400", "401", "403", "404", "412", "413", "415", "500", "503"]);
    expect(responses["412"]?.description).toBe(`\`precondition_failed\`: ${ERRORS.precondition_failed.title}`);
    expect(Object.keys(responses["404"]?.content ?? {})).toEqual(["application/problem+json"]);
  });

  test("says of every change that it is refused when another site sends it", () => {
    const changes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({ name: `${method} ${path}`, method, responses })),
    );
    const silent = changes.filter(({ method, responses }) => method !== "get" && !("403" in responses));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("says how long a body may be", () => {
    const bytesOf = (path: string, method: string) => operation(path, method).requestBody?.description;
    expect(bytesOf("/api/issues/{id}/override", "patch")).toBe("At most 262144 bytes.");
    expect(bytesOf("/api/issues/overrides", "post")).toBe("At most 10485760 bytes.");
  });

  test("says who may call", () => {
    expect(operation("/api/issues", "get").security).toEqual([{ session: [] }]);
    expect(operation("/api/health", "get").security).toEqual([]);
  });

  test("has no schema of another dialect and no reference that leads nowhere", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, target]) => target);
    expect(new Set(references)).toEqual(new Set(["#/components/schemas/Problem"]));
    expect(JSON.stringify(document)).not.toContain("$schema");
  });
});

describe("its linter", () => {
  const lint = async (text: string) => {
    // Nobody is granted a licence yet.
    const config = await createConfig({ extends: ["recommended-strict"], rules: { "info-license": "off" } });
    const problems = await lintFromString({ source: text, absoluteRef: "/openapi.json", config });
    return problems.map(({ ruleId, location: [at] }) => `${ruleId} at ${at?.pointer}`);
  };

  test("finds no fault with the document", async () => {
    const redirects = "operation-2xx-response at #/paths/~1api~1auth~1callback~1google/get/responses";
    expect((await lint(JSON.stringify(document))).filter((problem) => problem !== redirects)).toEqual([]);
  });

  test("would find one", async () => {
    const text = JSON.stringify(document).replace('"in":"path"', '"in":"nowhere"');
    expect(await lint(text)).toContainEqual(expect.stringContaining("/parameters/0/in"));
  });
});

test("every route is declared by route(), and exports nothing but methods", () => {
  const undeclared = routes.filter(({ route }) => typeof route !== "function" || !("declaration" in route));
  expect(undeclared).toEqual([]);
  expect(routes.filter(({ method }) => !/^(GET|POST|PUT|PATCH|DELETE)$/.test(method))).toEqual([]);
});

test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])(
  "%s of an address that is none is a 404 like any other",
  async (method) => {
    const route = z.custom<Route>((value) => typeof value === "function").parse(Reflect.get(anythingElse, method));
    const response = await call(route, "/api/nothing?q=1", { method, params: { path: "nothing" } });
    expect([response.status, response.headers.get("content-type")]).toEqual([404, PROBLEM_TYPE]);
    expect(await response.json()).toMatchObject({ code: "not_found", faults: [] });
  },
);

test("who needs no session is a short list", () => {
  const open = routes.filter(({ route }) => route.declaration.access === "anonymous");
  expect(open.map(({ path, method }) => `${method} ${path}`).toSorted()).toEqual([
    "GET /api/auth/callback/google",
    "GET /api/feeds/{id}",
    "GET /api/health",
    "GET /api/health/ready",
    "GET /api/openapi.json",
    "POST /api/auth/sign-in/social",
    "POST /api/auth/sign-out",
    "POST /api/demo/sign-in",
    "POST /api/webhooks/gitlab",
  ]);
});
