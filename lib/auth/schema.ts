import { z } from "zod";
import { ROLES } from "./access.ts";

/** GET /api/me: who is asking. */
export const readerSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
});
