import { route } from "@/lib/api/route.ts";
import { findPeople } from "@/lib/people/queries.ts";
import { peopleListSchema, peopleQuerySchema } from "@/lib/people/schema.ts";

export const GET = route({
  summary: "People of GitLab by part of a name or user name, at most 20, the likeliest to be the reader first",
  access: "viewer",
  query: peopleQuerySchema,
  response: peopleListSchema,
  handle: async ({ db, reader, query }) => ({ data: await findPeople(db, { q: query.q, reader }) }),
});
