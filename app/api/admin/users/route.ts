import { pageLinks } from "@/lib/api/links.ts";
import { route } from "@/lib/api/route.ts";
import { allowedDomains } from "@/lib/auth/identity.ts";
import { listUsers } from "@/lib/users/queries.ts";
import { userListSchema, userQuerySchema } from "@/lib/users/schema.ts";

export const GET = route({
  summary: "Everybody who has signed in once: role, sessions, when they were last seen",
  access: "admin",
  query: userQuerySchema,
  response: userListSchema,
  async handle({ request, query, db, env, reader, replyHeaders }) {
    const list = await listUsers(db, query, { reader, domains: allowedDomains(env) });
    const { page, page_size: pageSize, total } = list;
    replyHeaders.set("link", pageLinks(new URL(request.url), { page, pageSize, total }));
    return list;
  },
});
