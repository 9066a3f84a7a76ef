import { z } from "zod";

/** Postgres counts rows to skip in a bigint; beyond this a page number is a mistake. */
const MAX_PAGE = 1_000_000;
const MAX_PAGE_SIZE = 200;
const DEFAULT_PAGE_SIZE = 50;

/** A whole number as it stands in a URL. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, "is not a whole number")
  .transform(Number);

/** How many rows a page has. */
export const pageSize = wholeNumber.pipe(z.number().min(1).max(MAX_PAGE_SIZE));

/** Which page of a list is asked for. */
export const paging = {
  page: wholeNumber.pipe(z.number().min(1).max(MAX_PAGE)).prefault("1"),
  page_size: pageSize.prefault(String(DEFAULT_PAGE_SIZE)),
};

/** What every list says beside its rows. */
export const pageFields = { page: z.number().int(), page_size: z.number().int(), total: z.number().int() };
