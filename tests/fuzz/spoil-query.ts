import { sample as drawn, string, stringMatching, type Arbitrary } from "fast-check";
import type { Random } from "../support/random.ts";
import type { Scene, Spoiler } from "./attempt.ts";
import type { Hints } from "./document.ts";
import * as naughty from "./naughty.ts";

/** Google adds parameters of its own as it likes. */
const TAKES_ANY = ["GET /api/auth/callback/google"];
const LONG_CHARACTERS = 4_500;
const MOST_AT_ONCE = 4;
/** What an address does not keep: these are tried as addresses. */
const NO_SEGMENT = /^\.{0,2}$/;
const LIKELY_WORDS = ["open", "blocked", "bug", "a", "me", "1", "person-1", "acme/shop", "title", "-due_date,title"];

/** One parameter that is wrong, odd or nearly right, beside those of the good request. */
export const spoiltParameter: Spoiler = ({ operation, call, random }) => {
  const named = operation.parameters.filter((one) => one.in === "query");
  if (named.length === 0) return null;
  const parameter = random.pick(named);
  const field = `query.${parameter.name}`;
  if (random.below(12) === 0) {
    const encoded = random.pick(naughty.UNSTORABLE_ENCODED);
    const search = searchOf(withoutName(call.query, parameter.name), `${parameter.name}=${encoded}`);
    return { what: `${field} is ${encoded}`, search, must: { status: 400, field } };
  }
  const value = spoiltValue(parameter.hints, random);
  const search = searchOf({ ...call.query, [parameter.name]: value });
  const isRefused = !parameter.check.safeParse(value).success;
  const must = isRefused ? { status: 400, field } : null;
  return { what: `${field} is ${JSON.stringify(value.slice(0, 100))}`, search, must };
};

/** Several parameters that may be right each for itself. */
export const severalParameters: Spoiler = ({ operation, call, random }) => {
  const named = operation.parameters.filter((one) => one.in === "query");
  if (named.length < 2) return null;
  const chosen = random.shuffle(named).slice(0, 2 + random.below(MOST_AT_ONCE - 1));
  const values = Object.fromEntries(chosen.map(({ name, hints }) => [name, likelyValue(hints, random)]));
  const search = searchOf({ ...call.query, ...values });
  return { what: `the query ${search.slice(0, 150)}`, search };
};

export const repeatedParameter: Spoiler = ({ operation, call, random }) => {
  const named = operation.parameters.filter((one) => one.in === "query");
  if (named.length === 0) return null;
  const { name } = random.pick(named);
  const field = `query.${name}`;
  const search = searchOf(withoutName(call.query, name), `${name}=1&${name}=1`);
  return { what: `${field} is given twice`, search, must: { status: 400, field } };
};

export const unknownParameter: Spoiler = ({ operation, call, random }) => {
  const name = random.pick(naughty.UNKNOWN_NAMES);
  if (operation.parameters.some((one) => one.name === name) || TAKES_ANY.includes(operation.id)) return null;
  const search = searchOf(call.query, `${encodeURIComponent(name)}=1`);
  return {
    what: `the unknown parameter ${JSON.stringify(name)}`,
    search,
    must: { status: 400, field: `query.${name}` },
  };
};

/** What stands in the path is no id, nearly one, or nobody's. */
export const spoiltPath: Spoiler = ({ operation, call, random }) => {
  const named = operation.parameters.filter((one) => one.in === "path");
  if (named.length === 0) return null;
  const { name, hints, check } = random.pick(named);
  const { IDS, TEXTS, UNSTORABLE_TEXTS, SLOW_TEXTS } = naughty;
  const odd = random.pick([...IDS, ...TEXTS, ...UNSTORABLE_TEXTS, ...SLOW_TEXTS]);
  const value = random.below(4) === 0 ? nearly(hints, random) : odd;
  if (NO_SEGMENT.test(value)) return null;
  const what = `the ${name} of the path is ${JSON.stringify(value.slice(0, 100))}`;
  const isRefused = !check.safeParse(value).success || UNSTORABLE_TEXTS.includes(value);
  const must = isRefused ? { status: 400, field: `params.${name}` } : null;
  return { what, params: { ...call.params, [name]: value }, must };
};

/** What a parameter may be, must not be, or nobody knows. */
function spoiltValue(hints: Hints, random: Random): string {
  const { TEXTS, NUMBERS, DAYS, IDS, SLOW_TEXTS } = naughty;
  const fitting = hints.format === "date" ? DAYS : hints.pattern === undefined ? TEXTS : NUMBERS;
  const kind = random.below(10);
  if (kind < 4) return random.pick(fitting);
  if (kind < 6) return random.pick([...TEXTS, ...NUMBERS, ...DAYS, ...IDS]);
  if (kind < 7) return random.pick([...SLOW_TEXTS, "x".repeat(LONG_CHARACTERS), ",".repeat(LONG_CHARACTERS)]);
  if (kind < 8) return anyText(random);
  return nearly(hints, random);
}

/** A right value with one thing changed. */
function nearly(hints: Hints, random: Random): string {
  const value = likelyValue(hints, random);
  const at = random.below(value.length + 1);
  const [before, after] = [value.slice(0, at), value.slice(at)];
  const changed = [`${before}${random.pick(naughty.TEXTS)}${after}`, `${before}${after.slice(1)}`, value.toUpperCase()];
  return random.pick([...changed, ` ${value}`, `${value} `, `-${value}`, `!${value}`, `${value},${value}`]);
}

/** A value of the parameter's form, as far as the document tells it. */
function likelyValue({ enum: known, format, pattern, default: usual }: Hints, random: Random): string {
  if (known !== undefined) return random.pick(known);
  if (format === "date") return `202${random.below(10)}-0${1 + random.below(9)}-1${random.below(10)}`;
  if (format === "uuid") return `0b0b0b0b-0000-4000-8000-${String(random.below(10 ** 12)).padStart(12, "0")}`;
  if (pattern !== undefined) return sample(stringMatching(new RegExp(pattern)), random);
  return random.pick([usual ?? "none", ...LIKELY_WORDS]);
}

function anyText(random: Random): string {
  return sample(string({ unit: "binary", minLength: 1, maxLength: 60 }), random).toWellFormed();
}

export function sample<T>(arbitrary: Arbitrary<T>, random: Random): T {
  const [value] = drawn(arbitrary, { seed: random.below(2 ** 31), numRuns: 1 });
  if (value === undefined) throw new Error("nothing was made");
  return value;
}

function withoutName(query: Scene["call"]["query"], name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([other]) => other !== name));
}

/** `more` stands in the address as it is. */
function searchOf(query: Record<string, string>, more = ""): string {
  const parts = [new URLSearchParams(query).toString(), more].filter((part) => part !== "");
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
