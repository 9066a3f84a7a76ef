import { route } from "@/lib/api/route.ts";
import { changeView, deleteView } from "@/lib/views/apply.ts";
import { viewChangeSchema, viewParamsSchema, viewSchema } from "@/lib/views/schema.ts";

export const PATCH = route({
  summary:
    "Renames, updates, shares a view, or makes it what the reader's backlog opens with; a shared one is changed by its owner, a manager, or an admin",
  access: "viewer",
  params: viewParamsSchema,
  body: viewChangeSchema,
  response: viewSchema,
  errors: ["not_found", "conflict"],
  handle: ({ db, params, body, reader }) => changeView(db, { id: params.id, change: body }, reader),
});

export const DELETE = route({
  summary: "Deletes a view and answers what it was",
  access: "viewer",
  params: viewParamsSchema,
  response: viewSchema,
  errors: ["not_found"],
  handle: ({ db, params, reader }) => deleteView(db, params.id, reader),
});
