import { route } from "@/lib/api/route.ts";
import { createView } from "@/lib/views/apply.ts";
import { listViews } from "@/lib/views/queries.ts";
import { viewFormSchema, viewListSchema, viewSchema } from "@/lib/views/schema.ts";

export const GET = route({
  summary: "The reader's saved views and those that others share",
  access: "viewer",
  response: viewListSchema,
  handle: async ({ db, reader }) => ({ data: await listViews(db, reader) }),
});

export const POST = route({
  summary: "Saves a view: a name for a query of the backlog or the dashboard; sharing it needs the role manager",
  access: "viewer",
  body: viewFormSchema,
  response: viewSchema,
  status: 201,
  errors: ["conflict"],
  handle: ({ db, body, reader }) => createView(db, body, reader),
});
