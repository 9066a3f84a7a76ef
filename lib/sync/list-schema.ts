import { z } from "zod";

/** A mirrored project by our id and its path. */
export const projectRefSchema = z.object({ id: z.uuid(), path: z.string() });

/** A project as somebody names it: by our id, path or GitLab id. */
export const project = z.string().min(1).max(500).optional();

const MAX_PAGE = 1_000_000;
const MAX_PAGE_SIZE = 200;
const DEFAULT_PAGE_SIZE = 50;

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, "is not a whole number")
  .transform(Number);

/** Which page of a list is asked for. */
export const paging = {
  page: wholeNumber.pipe(z.number().min(1).max(MAX_PAGE)).prefault("1"),
  page_size: wholeNumber.pipe(z.number().min(1).max(MAX_PAGE_SIZE)).prefault(String(DEFAULT_PAGE_SIZE)),
};

/** What every list says beside its rows. */
export const pageFields = { page: z.number().int(), page_size: z.number().int(), total: z.number().int() };
