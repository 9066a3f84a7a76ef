import { route } from "@/lib/api/route.ts";
import { meSchema } from "@/lib/auth/schema.ts";
import { chooseGitlabUser } from "@/lib/people/apply.ts";
import { gitlabUserChoiceSchema } from "@/lib/people/schema.ts";

export const PUT = route({
  summary: "Says who the reader is in GitLab, once; an admin can correct it",
  access: "viewer",
  body: gitlabUserChoiceSchema,
  response: meSchema,
  errors: ["conflict"],
  async handle({ db, reader, body }) {
    const person = await chooseGitlabUser(db, { reader, gitlabUserId: body.gitlab_user_id });
    return { ...reader, gitlab_user: person };
  },
});
