import { incompleteWords } from "@/lib/definitions/wording.ts";

/** Said where a figure reaches back before the mirrored history: of the period, or of the one before alone. */
export function Incomplete({ from, before }: { from: string | null; before?: string | null | undefined }) {
  if (from !== null) return <span> · {incompleteWords(from)}</span>;
  return before == null ? null : <span> · the period before is {incompleteWords(before)}</span>;
}
