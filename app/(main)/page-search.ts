import { type IgnoredParam, refusedParams } from "@/components/backlog/ignored-params.ts";
import { AppError } from "@/lib/errors.ts";

export type PageSearch = Record<string, string | string[] | undefined>;

type Params = Partial<Record<string, string>>;

/** What of a page's URL holds, as text, and what was left out because it is wrong. */
export type Taken<P> = { params: P; ignored: IgnoredParam[] };

type Search = Pick<URLSearchParams, "get">;

/** Takes the parameters a page knows out of its URL: the first of each. `read` leaves out those that are empty. */
export function takeParams<P>(
  search: PageSearch,
  { names, read }: { names: readonly string[]; read: (search: Search) => P },
): Taken<P> {
  const given = Object.entries(search).flatMap(([name, value]) => [value ?? []].flat().map((text) => ({ name, text })));
  const params = read({ get: (name) => given.find((param) => param.name === name)?.text ?? null });
  const ignored = given.flatMap(({ name, text }, place): IgnoredParam[] => {
    const isFirst = given.findIndex((param) => param.name === name) === place;
    if (names.includes(name) && isFirst) return [];
    const message = isFirst || !names.includes(name) ? "is not a filter of this page" : "is given more than once";
    return [{ name, value: text, message }];
  });
  return { params, ignored };
}

/**
 * Reads a question out of the parameters. One wrong value costs that value only, since a link from a chat should still show the
 * rest: it is taken out of `params` and named in `ignored`, until what is left is right.
 */
export function readRight<P extends Params, T>({ params, ignored }: Taken<P>, read: (params: P) => T): T {
  for (;;) {
    try {
      return read(params);
    } catch (error) {
      const wrong = wrongOf(params, error);
      if (wrong.length === 0) throw error;
      ignored.push(...wrong.map(({ name, value, message }) => ({ name, value, message })));
      for (const { name } of wrong) Reflect.deleteProperty(params, name);
    }
  }
}

/** The first of each parameter, for a page that leaves it to the API to say what is wrong. */
export function searchOf(search: PageSearch): URLSearchParams {
  return new URLSearchParams(Object.entries(search).map(([name, value]) => [name, [value ?? ""].flat()[0] ?? ""]));
}

/**
 * What is left to ask when the question itself was refused, such as `assignee=me` by someone who has not said who that is. Null where
 * the error is about something else.
 */
export function takeRefused<P extends Params>({ params, ignored }: Taken<P>, error: unknown): Taken<P> | null {
  const refused = wrongOf(params, error);
  if (refused.length === 0) return null;
  const rest = { ...params };
  for (const { name } of refused) Reflect.deleteProperty(rest, name);
  return { params: rest, ignored: [...ignored, ...refused] };
}

/** What is wrong by an error, each parameter once. */
function wrongOf(params: Params, error: unknown): IgnoredParam[] {
  const wrong = error instanceof AppError ? refusedParams(params, error.faults) : [];
  return wrong.filter(({ name }, place) => wrong.findIndex((other) => other.name === name) === place);
}
