import { LOWEST_PRIORITY } from "@/lib/overrides/schema.ts";
import type { WordMeaning } from "./wording.ts";

const STATUS_WORDS: Record<WordMeaning, string[]> = {
  not_started: ["not started", "todo", "to do", "open", "new", "backlog", "planned", "queued", "ready"],
  in_progress: ["in progress", "doing", "wip", "started", "active", "in dev", "in development", "in review", "review"],
  blocked: ["blocked", "on hold", "waiting", "stuck", "paused"],
  clear: ["clear", "none", "-", "n/a"],
};
const PRIORITY_WORDS = [
  ["highest", "critical", "urgent"],
  ["high"],
  ["medium", "normal"],
  ["low"],
  ["lowest", "trivial"],
];

/** A word of the status column as words are compared: in lower case, `_` and spaces the same. */
export function foldWord(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s_]+/g, " ")
    .trim();
}

/** What a word of a status column usually stands for; null where that is not known. */
export function guessMeaning(word: string): WordMeaning | null {
  const folded = word.replaceAll(/(?<=\w)-(?=\w)/g, " ");
  const isMeant = (meaning: WordMeaning) => STATUS_WORDS[meaning].includes(folded);
  return (["not_started", "in_progress", "blocked", "clear"] as const).find(isMeant) ?? null;
}

/** `2`, `P2`, `high` and `2, high` are 2; null for what is no priority. */
export function readPriority(text: string): number | null {
  const folded = foldWord(text);
  const [, digits] = /^p?\s?(\d)(?:\b.*)?$/.exec(folded) ?? [];
  if (digits !== undefined) return Number(digits) >= 1 && Number(digits) <= LOWEST_PRIORITY ? Number(digits) : null;
  const index = PRIORITY_WORDS.findIndex((words) => words.includes(folded));
  return index < 0 ? null : index + 1;
}
