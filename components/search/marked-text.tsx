import { markPieces } from "./marks.ts";

type MarkedTextProps = {
  text: string;
  /** Folded: `wordsOf` a question, or `words` of an answer. */
  words: readonly string[];
  /** Only where a word begins with one of them, as descriptions are searched. */
  beginnings?: boolean;
};

/** A text as it was written, with what was searched for marked. */
export function MarkedText({ text, words, beginnings = false }: MarkedTextProps) {
  if (words.length === 0) return text;
  return markPieces(text, words, { beginnings }).map((piece) =>
    piece.marked ? (
      <mark key={piece.at} className="rounded-xs bg-primary/20 text-foreground">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
