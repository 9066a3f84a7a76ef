import type { SearchAnswer } from "@/lib/search/schema.ts";
import { readAsWords } from "./search-words.ts";

/** Words that nothing has, and what is shown instead. */
export function ReadAs({ corrections }: { corrections: SearchAnswer["read_as"] }) {
  if (corrections.length === 0) return null;
  return (
    <ul className="border-b px-3 py-2 text-sm text-muted-foreground">
      {corrections.map((correction) => (
        <li key={correction.word} dir="auto">
          {readAsWords(correction)}
        </li>
      ))}
    </ul>
  );
}

/** Nothing was found: for what, and where it was looked for. */
export function NothingFound({ words }: { words: string }) {
  return (
    <div className="flex flex-col gap-1 px-3 py-4 text-sm">
      <p dir="auto" className="font-medium break-words">
        Nothing found for “{words}”
      </p>
      <p className="text-muted-foreground">
        Titles, descriptions, labels, projects and assignees are searched for every word. #12, group/project#12 or the
        address of an issue in GitLab finds that issue.
      </p>
    </div>
  );
}
