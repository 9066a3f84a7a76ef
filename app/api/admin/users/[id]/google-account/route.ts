import { route } from "@/lib/api/route.ts";
import { allowedDomains } from "@/lib/auth/identity.ts";
import { forgetGoogleAccount } from "@/lib/users/apply.ts";
import { userParamsSchema, userSchema } from "@/lib/users/schema.ts";

export const DELETE = route({
  summary: "Forgets a user's Google account and ends their sessions: the next one with their address becomes them",
  access: "admin",
  params: userParamsSchema,
  response: userSchema,
  errors: ["not_found"],
  handle: ({ db, env, params, reader }) => forgetGoogleAccount(db, { ...params, reader, domains: allowedDomains(env) }),
});
