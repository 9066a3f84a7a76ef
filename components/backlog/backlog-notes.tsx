import Link from "next/link";
import { readAsWords } from "@/components/search/search-words.ts";
import type { DefinitionId } from "@/lib/definitions/wording.ts";
import { incompleteClosedWords } from "@/lib/issues/wording.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { asOfWords } from "./filters/as-of.ts";

const HISTORY: DefinitionId = "history";

type BacklogNotesProps = {
  /** The day the list looks back to. */
  asOf: string | undefined;
  /** The first day whose closed issues are all here, where the list reaches back before it. */
  incompleteBefore: string | null;
  /** Words that were searched for and that nothing has, and what was looked for instead. */
  readAs: IssueList["read_as"];
};

/** What one must know of the list to read it rightly; nothing most of the time. */
export function BacklogNotes({ asOf, incompleteBefore, readAs }: BacklogNotesProps) {
  if (asOf === undefined && incompleteBefore === null && readAs.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-x-3 text-sm text-muted-foreground">
      {readAs.map((correction) => (
        <p key={correction.word} dir="auto">
          {readAsWords(correction)}
        </p>
      ))}
      {asOf !== undefined && <p>{asOfWords(asOf)}</p>}
      {incompleteBefore !== null && (
        <p>
          {incompleteClosedWords(incompleteBefore)}{" "}
          <Link href={`/help#${HISTORY}`} className="underline underline-offset-2 hover:text-foreground">
            Why
          </Link>
        </p>
      )}
    </div>
  );
}
