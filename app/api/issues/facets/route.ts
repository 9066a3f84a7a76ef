import { route } from "@/lib/api/route.ts";
import { issueFacetQuerySchema } from "@/lib/issues/filter-schema.ts";
import { readFacets } from "@/lib/issues/queries/facets.ts";
import { issueFacetsSchema } from "@/lib/issues/schema.ts";

export const GET = route({
  summary: "The values of each filter and how many issues each gives under the other filters",
  access: "viewer",
  query: issueFacetQuerySchema,
  response: issueFacetsSchema,
  handle: ({ query, reader, db, clock }) => readFacets(db, { query, reader, clock }),
});
