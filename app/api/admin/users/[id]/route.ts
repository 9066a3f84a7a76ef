import { route } from "@/lib/api/route.ts";
import { allowedDomains } from "@/lib/auth/identity.ts";
import { changeUser } from "@/lib/users/apply.ts";
import { userChangeSchema, userParamsSchema, userSchema } from "@/lib/users/schema.ts";

export const PATCH = route({
  summary: "Changes a user's role, deactivates or reactivates them; it holds from their next request on",
  access: "admin",
  params: userParamsSchema,
  body: userChangeSchema,
  response: userSchema,
  errors: ["not_found", "last_admin"],
  handle: ({ db, env, params, body, reader }) =>
    changeUser(db, { ...params, reader, domains: allowedDomains(env) }, body),
});
