import { NativeSelect } from "@/components/ui/native-select.tsx";
import type { ImportReport } from "@/lib/import/schema.ts";
import { WORD_MEANINGS, type WordMeaning, MEANING_WORDS } from "@/lib/import/wording.ts";
import { countWords } from "@/lib/issues/wording.ts";

type StatusWordsProps = {
  words: ImportReport["words"];
  onChange: (word: string, meaning: WordMeaning | null) => void;
};

const UNKNOWN = "";

/** The words of the status column, and what each stands for. Rows of a word that is not known are faulty. */
export function StatusWords({ words, onChange }: StatusWordsProps) {
  return (
    <div role="group" aria-labelledby="status-words" className="border-t px-4 py-3">
      <h3 id="status-words" className="pb-2 text-sm font-medium">
        What the words of its status column mean
      </h3>
      <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2 xl:grid-cols-3">
        {words.map(({ word, rows, meaning }) => (
          <li key={word} className="grid grid-cols-2 items-center gap-2 text-sm">
            <span dir="auto" title={word} className="truncate">
              {word} <span className="text-xs text-muted-foreground tabular-nums">{countWords(rows)}</span>
            </span>
            <NativeSelect
              aria-label={`What ${word} means`}
              value={meaning ?? UNKNOWN}
              onChange={({ target: { value } }) => onChange(word, WORD_MEANINGS.find((it) => it === value) ?? null)}
            >
              <option value={UNKNOWN}>Not known</option>
              {WORD_MEANINGS.map((it) => (
                <option key={it} value={it}>
                  {MEANING_WORDS[it]}
                </option>
              ))}
            </NativeSelect>
          </li>
        ))}
      </ul>
    </div>
  );
}
