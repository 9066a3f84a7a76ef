import { afterEach, beforeEach, expect } from "vitest";

type Method = "error" | "warn";
type Call = { method: Method; text: string };

const METHODS: readonly Method[] = ["error", "warn"];
let calls: Call[] = [];
let expected: { method: Method; pattern: RegExp }[] = [];
let allowed: { method: Method; pattern: RegExp }[] = [];

/** Says that the test will make the console complain; it fails when the complaint does not come, or another one does. */
export function expectConsole(method: Method, pattern: RegExp): void {
  expected.push({ method, pattern });
}

/** Says that the test may make the console complain so: a race that it loses now and then. */
export function allowConsole(method: Method, pattern: RegExp): void {
  allowed.push({ method, pattern });
}

const original = { error: console.error, warn: console.warn };

beforeEach(() => {
  calls = [];
  expected = [];
  allowed = [];
  for (const method of METHODS) {
    console[method] = (...parts: unknown[]) => calls.push({ method, text: parts.map(textOf).join(" ") });
  }
});

afterEach(() => {
  for (const method of METHODS) console[method] = original[method];
  const matches = (call: Call) =>
    [...expected, ...allowed].some((rule) => rule.method === call.method && rule.pattern.test(call.text));
  const unexpected = calls.filter((call) => !matches(call));
  expect(unexpected, "the console complained").toEqual([]);
  const missing = expected.filter((rule) => !calls.some((call) => rule.pattern.test(call.text)));
  expect(missing, "the console did not complain as expected").toEqual([]);
});

function textOf(part: unknown): string {
  if (part instanceof Error) return part.stack ?? part.message;
  return typeof part === "string" ? part : JSON.stringify(part);
}
