import { z } from "zod";
import { personSchema } from "@/lib/issues/schema.ts";

const MAX_WORDS_CHARACTERS = 200;

/** GET /api/people: part of a name or a user name, whatever its case and accents; everybody, if not said. */
export const peopleQuerySchema = z.strictObject({ q: z.string().trim().max(MAX_WORDS_CHARACTERS).prefault("") });

/** At most so many people; whoever is the reader, by e-mail or user name, comes first, then by name. */
export const MAX_PEOPLE = 20;
export const peopleListSchema = z.object({ data: z.array(personSchema).max(MAX_PEOPLE) });

/** PUT /api/me/gitlab-user: who the reader is in GitLab, by our id. */
export const gitlabUserChoiceSchema = z.strictObject({ gitlab_user_id: z.uuid() });
