import { z } from "zod";
import { personSchema } from "@/lib/issues/schema.ts";
import { ROLES } from "./access.ts";

/** Who is asking. */
export const readerSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
});

/** GET /api/me: who is asking, and who that is in GitLab; null until they have said so. */
export const meSchema = readerSchema.extend({ gitlab_user: personSchema.nullable() });
export type Me = z.infer<typeof meSchema>;
