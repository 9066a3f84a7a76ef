import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { MAX_PER_PAGE } from "./pagination.ts";

const perPage = z.int().min(1).max(MAX_PER_PAGE);

const keysetSchema = z.strictObject({ way: z.literal("keyset"), perPage, query: z.string() });
const windowSchema = z.strictObject({
  way: z.literal("window"),
  perPage,
  createdAfter: z.iso.datetime({ offset: true }).nullable(),
  offset: z.int().nonnegative(),
});
const tokenSchema = z.discriminatedUnion("way", [keysetSchema, windowSchema]);

/** Where a walk by GitLab's cursor stands: the query of its next page, no address. */
export type KeysetToken = z.infer<typeof keysetSchema>;

/** Where a walk by creation time stands: `offset` counts inside an instant that fills more than a page. */
export type WindowToken = z.infer<typeof windowSchema>;

export function writeToken(token: KeysetToken | WindowToken): string {
  return JSON.stringify(token);
}

/** @throws AppError `invalid_request` for a text that `writeToken` did not make. */
export function readToken(text: string): KeysetToken | WindowToken {
  try {
    return tokenSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError("invalid_request", "This is no page token of an issue listing", { cause });
  }
}
