import { route } from "@/lib/api/route.ts";
import { meSchema } from "@/lib/auth/schema.ts";
import { readGitlabUser } from "@/lib/people/queries.ts";

export const GET = route({
  summary: "Who is signed in, and who that is in GitLab",
  access: "viewer",
  response: meSchema,
  handle: async ({ db, reader }) => ({ ...reader, gitlab_user: await readGitlabUser(db, reader.id) }),
});
