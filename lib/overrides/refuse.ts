import { AppError } from "@/lib/errors.ts";

/** A change that cannot be made: its place among the changes, and why, in words that follow "it". */
export type Refused = {
  index: number;
  code: "not_found" | "precondition_failed" | "invalid_request";
  message: string;
};

const MAX_NAMED = 100;
const NAMED_IN_WORDS = 3;
const FIRST = ["not_found", "precondition_failed", "invalid_request"] as const;

/** The fault of a change to one issue. */
export function refuseOne([refused]: readonly Refused[]): AppError {
  if (refused?.code === "not_found") return new AppError("not_found", "There is no such issue");
  return new AppError("precondition_failed", "The override was changed by someone else since you read it");
}

/** The fault of many changes: the gravest kind of those refused, each named by its place. */
export function refuseAmong(refused: readonly Refused[]): AppError {
  const code = FIRST.find((kind) => refused.some((one) => one.code === kind)) ?? "invalid_request";
  const words = refused.slice(0, NAMED_IN_WORDS).map(({ index, message }) => `changes.${index} ${message}`);
  const more = refused.length > NAMED_IN_WORDS ? [`and ${refused.length - NAMED_IN_WORDS} more`] : [];
  return new AppError(code, `Nothing was changed: ${[...words, ...more].join("; ")}`, {
    faults: refused.slice(0, MAX_NAMED).map(({ index, message }) => ({ field: `body.changes.${index}`, message })),
  });
}
