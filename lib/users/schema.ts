import { z } from "zod";
import { ROLES } from "@/lib/auth/access.ts";
import { pageFields, paging } from "@/lib/paging.ts";

const MAX_WORDS_CHARACTERS = 200;

/** GET /api/admin/users. `q`: part of a name or of an e-mail address, whatever its case and accents. */
export const userQuerySchema = z.strictObject({
  q: z.string().trim().max(MAX_WORDS_CHARACTERS).optional(),
  role: z.enum(ROLES).optional(),
  ...paging,
});
export type UserQuery = z.infer<typeof userQuerySchema>;

/**
 * Somebody who has signed in once, as an admin sees them. `last_seen_at` is known to the day. `is_self`: it is who asks.
 * `is_last_admin`: nobody else could sign in as an admin, so the role stays and so does the person.
 */
export const userSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  created_at: z.iso.datetime(),
  deactivated_at: z.iso.datetime().nullable(),
  last_signed_in_at: z.iso.datetime().nullable(),
  last_seen_at: z.iso.datetime().nullable(),
  live_sessions: z.int(),
  has_google_account: z.boolean(),
  is_self: z.boolean(),
  is_last_admin: z.boolean(),
});
export type UserDto = z.infer<typeof userSchema>;

/** Those who may sign in first, each part by name. */
export const userListSchema = z.object({ data: z.array(userSchema), ...pageFields });
export type UserList = z.infer<typeof userListSchema>;

/** PATCH /api/admin/users/:id: what to change; what is absent stays. */
export const userChangeSchema = z
  .strictObject({ role: z.enum(ROLES).optional(), deactivated: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, "names nothing to change");
export type UserChange = z.infer<typeof userChangeSchema>;

export const userParamsSchema = z.strictObject({ id: z.uuid() });
