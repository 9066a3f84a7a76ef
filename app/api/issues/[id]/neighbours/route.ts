import { route } from "@/lib/api/route.ts";
import { issueNeighboursQuerySchema } from "@/lib/issues/filter-schema.ts";
import { readNeighbours } from "@/lib/issues/queries/neighbours.ts";
import { issueNeighboursSchema } from "@/lib/issues/schema.ts";
import { issueParamsSchema } from "../answer.ts";

export const GET = route({
  summary: "Which issues stand before and after this one in a list, and where in it this one stands",
  access: "viewer",
  params: issueParamsSchema,
  query: issueNeighboursQuerySchema,
  response: issueNeighboursSchema,
  handle: ({ params, query, reader, db, clock }) => readNeighbours(db, { id: params.id, query, reader, clock }),
});
