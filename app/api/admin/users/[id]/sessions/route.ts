import { route } from "@/lib/api/route.ts";
import { allowedDomains } from "@/lib/auth/identity.ts";
import { endUserSessions } from "@/lib/users/apply.ts";
import { userParamsSchema, userSchema } from "@/lib/users/schema.ts";

export const DELETE = route({
  summary: "Ends every session of a user; they can sign in again",
  access: "admin",
  params: userParamsSchema,
  response: userSchema,
  errors: ["not_found"],
  handle: ({ db, env, params, reader }) => endUserSessions(db, { ...params, reader, domains: allowedDomains(env) }),
});
