import { jsonValue } from "fast-check";
import type { z } from "zod";
import type { Random } from "../support/random.ts";
import { encode, type Spoiler } from "./attempt.ts";
import * as naughty from "./naughty.ts";
import { sample } from "./spoil-query.ts";

type Path = (string | number)[];

const MANY_ITEMS = 3_000;
const LONG_CHARACTERS = 20_000;
/** Stands for JSON that no value of JavaScript is written as: 1e400, -0, a number with many digits. */
const RAW = /"@raw:([^"]*)@"/g;

/** The good body with one thing changed: what the document forbids must be refused, and the fault must name the place. */
export const changedBody: Spoiler = ({ operation: { body }, call, random }) => {
  if (body === null) return null;
  const path = random.pick(placesOf(call.json));
  const changed = changeAt(call.json, path, random);
  const text = JSON.stringify(changed.value).replaceAll(RAW, "$1");
  const field = ["body", ...changed.path].join(".");
  const parsed: unknown = JSON.parse(text);
  const isRefused = changed.isUnstorable === true || !body.check.safeParse(parsed).success;
  const bytes = encode(text);
  const refusal = bytes.byteLength > body.maxBytes ? { status: 413 } : { status: 400, field };
  return { what: `${field}: ${changed.what}`, body: bytes, must: isRefused ? refusal : null };
};

/** What is no JSON, no UTF-8, or no object. */
export const brokenBody: Spoiler = ({ operation: { method, body }, call, random }) => {
  if (method === "GET") return null;
  const texts = random.below(2) === 0 ? naughty.BROKEN_JSON : naughty.WRONG_JSON;
  const bytes = random.pick([...texts.map(encode), ...brokenBytes(call.json)]);
  const headers = { ...call.headers, "content-type": "application/json" };
  const isRefused = body !== null && !isAllowed(bytes, body.check);
  const what = `a body of ${bytes.byteLength} bytes: ${Buffer.from(bytes).toString("latin1").slice(0, 60)}`;
  return { what, headers, body: bytes, must: isRefused ? { status: 400, field: "body" } : null };
};

export const wrongType: Spoiler = ({ operation: { body }, call, random }) => {
  if (body === null) return null;
  const type = random.pick(naughty.WRONG_TYPES);
  return { what: `the body is ${type}`, headers: { ...call.headers, "content-type": type }, must: { status: 415 } };
};

/** One byte more than the document allows, and as many as that. */
export const longBody: Spoiler = ({ operation: { body }, call, random }) => {
  // Megabytes cost more than they tell: once in a while is enough.
  if (body === null || (body.maxBytes > 1_000_000 && random.below(10) > 0)) return null;
  const text = JSON.stringify(call.json);
  const isTooLong = random.below(2) === 0;
  const bytes = encode(text.padStart(body.maxBytes - encode(text).length + text.length + (isTooLong ? 1 : 0)));
  return { what: `a body of ${bytes.byteLength} bytes`, body: bytes, must: isTooLong ? { status: 413 } : null };
};

/** Every place of a value, the value itself first. */
function placesOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...inner.flatMap(([key, one]: [string | number, unknown]) => placesOf(one, [...at, key]))];
}

type Change = { value: unknown; path: Path; what: string; isUnstorable?: boolean };

function changeAt(root: unknown, path: Path, random: Random): Change {
  const old = path.reduce<unknown>(innerOf, root);
  if (path.length > 0 && random.below(8) === 0) return { value: withoutPlace(root, path), path, what: "is missing" };
  if (isObject(old) && random.below(2) === 0) {
    const name = random.pick([naughty.UNKNOWN_KEY, ...naughty.UNKNOWN_NAMES]);
    const value = { ...old, [name]: random.pick([1, null, "x", {}]) };
    return { value: replaceAt(root, path, value), path: [...path, name], what: "is not known" };
  }
  if (random.below(10) === 0) {
    const text = random.pick(naughty.UNSTORABLE_TEXTS);
    return { value: replaceAt(root, path, text), path, what: JSON.stringify(text), isUnstorable: true };
  }
  const value = otherValue(old, random);
  return { value: replaceAt(root, path, value), path, what: JSON.stringify(value).slice(0, 100) };
}

function otherValue(old: unknown, random: Random): unknown {
  const { TEXTS, NUMBERS, DAYS, IDS, SLOW_TEXTS } = naughty;
  const kind = random.below(8);
  if (kind === 0) return random.pick([null, true, false, 0, -1, 1.5, "", [], {}, [[]], [null], { length: 1 }]);
  if (kind === 1)
    return `@raw:${random.pick(["1e400", "-1e400", "-0", "2147483648", "9223372036854775808", "1.0", "1e-7", "123456789012345678901234567890"])}@`;
  if (kind === 2) return random.pick([[old], { old }, Array.from({ length: MANY_ITEMS }, () => old)]);
  if (kind === 3) return random.pick([...SLOW_TEXTS, "x".repeat(LONG_CHARACTERS), "👩‍👩‍👧‍👦".repeat(900)]);
  if (kind === 4) return sample(jsonValue({ maxDepth: 3 }), random);
  if (kind === 5 && typeof old === "number")
    return random.pick([old + 0.5, -old - 1, old * 1_000_000_007, String(old)]);
  if (kind === 6 && typeof old === "string")
    return random.pick([old.toUpperCase(), ` ${old} `, `${old}${random.pick(TEXTS)}`, old.slice(1)]);
  if (kind === 7 && Array.isArray(old)) return [...old, ...old];
  return random.pick([...TEXTS, ...NUMBERS, ...DAYS, ...IDS]);
}

function innerOf(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function replaceAt(root: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(root))
    return root.map((one: unknown, index) => (index === key ? replaceAt(one, rest, value) : one));
  return isObject(root) ? { ...root, [key]: replaceAt(root[key], rest, value) } : root;
}

function withoutPlace(root: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (rest.length > 0 && key !== undefined) return replaceAt(root, [key], withoutPlace(innerOf(root, key), rest));
  if (Array.isArray(root)) return root.filter((_, index) => index !== key);
  return isObject(root) ? Object.fromEntries(Object.entries(root).filter(([name]) => name !== key)) : root;
}

function brokenBytes(json: unknown): Uint8Array<ArrayBuffer>[] {
  const good = JSON.stringify(json ?? {});
  const utf16 = Uint8Array.from([...good].flatMap((character) => [character.charCodeAt(0), 0]));
  return [
    ...[good.slice(0, -1), `${good},`, good.replaceAll('"', "'"), `x${good}`].map(encode),
    ...[utf16, Uint8Array.from([0xff, 0xfe, ...utf16]), Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ...[Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22]), Uint8Array.from([0x1f, 0x8b, 0x08, 0]), new Uint8Array(1_000)],
  ];
}

function isAllowed(bytes: Uint8Array, check: z.ZodType): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return check.safeParse(value).success;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
