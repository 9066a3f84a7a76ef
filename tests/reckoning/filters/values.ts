/** One of several values that a parameter names; without a `text` it is the word none itself. */
export type Value = { text: string | null; isNot: boolean };

/** Takes `a,!b,none` apart, letter by letter: a backslash takes what follows it as it is. */
export function valuesOf(written: string): Value[] {
  return splitAtCommas(written).flatMap((part) => {
    const letters = lettersOf(part.trim());
    const isNot = letters[0]?.char === "!" && !letters[0].isTaken;
    const rest = isNot ? letters.slice(1) : letters;
    if (rest.length === 0) return [];
    const text = rest.map(({ char }) => char).join("");
    const isNone = text === "none" && rest.every(({ isTaken }) => !isTaken);
    return [{ text: isNone ? null : text, isNot }];
  });
}

/** Writes a value so that it is read as it is. */
export function escaped(value: string): string {
  const text = value.replaceAll("\\", "\\\\").replaceAll(",", "\\,");
  return text.startsWith("!") || text === "none" ? `\\${text}` : text;
}

/** Whether what an issue has meets the values: one of those that are wanted, and none of those that are not. */
export function meetsValues(written: string, has: readonly (readonly string[])[], me: readonly string[]): boolean {
  const names = has.map((own) => own.map((name) => name.toLowerCase()));
  const holds = ({ text }: Value) => {
    if (text === null) return names.length === 0;
    const wanted = text === "me" && me.length > 0 ? me : [text];
    return names.some((own) => wanted.some((name) => own.includes(name.toLowerCase())));
  };
  const values = valuesOf(written);
  const wanted = values.filter(({ isNot }) => !isNot);
  return (wanted.length === 0 || wanted.some(holds)) && !values.some((value) => value.isNot && holds(value));
}

function splitAtCommas(written: string): string[] {
  const parts: string[] = [""];
  for (const { char, isTaken } of lettersOf(written)) {
    if (char === "," && !isTaken) parts.push("");
    else parts[parts.length - 1] += isTaken ? `\\${char}` : char;
  }
  return parts;
}

function lettersOf(text: string): { char: string; isTaken: boolean }[] {
  const letters: { char: string; isTaken: boolean }[] = [];
  for (let at = 0; at < text.length; at++) {
    const isTaken = text[at] === "\\" && at + 1 < text.length;
    if (isTaken) at++;
    letters.push({ char: text[at] ?? "", isTaken });
  }
  return letters;
}
