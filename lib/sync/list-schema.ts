import { z } from "zod";

/** A mirrored project by our id and its path. */
export const projectRefSchema = z.object({ id: z.uuid(), path: z.string() });

/** A project as somebody names it: by our id, path or GitLab id. */
export const project = z.string().min(1).max(500).optional();
