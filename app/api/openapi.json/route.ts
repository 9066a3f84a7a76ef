import { z } from "zod";
import { openApiDocument, type Operation } from "@/lib/api/openapi.ts";
import { route, type Route } from "@/lib/api/route.ts";
import { ROUTES } from "./routes.ts";

export const GET: Route = route({
  summary: "This document",
  access: "anonymous",
  response: z.looseObject({ openapi: z.string() }),
  handle: () => openApiDocument(operations()),
});

function operations(): Operation[] {
  const all: typeof ROUTES = { ...ROUTES, "/api/openapi.json": { GET } };
  return Object.entries(all).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { declaration }]) => ({ path, method, declaration })),
  );
}
