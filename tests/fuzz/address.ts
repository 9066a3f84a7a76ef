/** A path of the document with its parameters in it; half a surrogate pair stands there as the bytes that it would be. */
export function addressOf(path: string, params: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodePart(params[name] ?? "none"));
}

function encodePart(text: string): string {
  return [...text]
    .map((character) => (character.isWellFormed() ? encodeURIComponent(character) : "%ED%A0%80"))
    .join("");
}
