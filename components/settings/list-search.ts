/** The parameters of an address that a list knows, in one order and without empty ones: what the API is asked, and under which it is kept. */
export function listSearch(search: Pick<URLSearchParams, "get">, names: readonly string[]): string {
  const known = names.flatMap((name): [string, string][] => {
    const value = search.get(name);
    return value ? [[name, value]] : [];
  });
  return new URLSearchParams(known).toString();
}
