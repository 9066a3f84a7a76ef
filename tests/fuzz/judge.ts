import { problemSchema } from "@/lib/api/problem.ts";
import { ERRORS, type ErrorCode } from "@/lib/errors.ts";
import type { Attempt } from "./attempt.ts";
import type { Answer } from "./document.ts";

export type Received = { status: number; headers: Headers; text: string; ms: number };

/** What takes longer is more than a question of this size can cost: a pattern that went astray, or a query without a limit. */
const SLOWEST_MS = 5_000;
const NO_BODY = "";

/** What is wrong with an answer, one line each: it must be as the document declares, whatever was asked. */
export function faultsOf(attempt: Attempt, received: Received): string[] {
  const { status, ms } = received;
  const answer = attempt.operation.answers.get(status);
  return [
    ...(status >= 500 ? [`is a ${status}: ${received.text.slice(0, 200)}`] : []),
    ...(ms > SLOWEST_MS ? [`took ${Math.round(ms)} ms`] : []),
    ...(answer === undefined ? [`has the status ${status}, which is not declared`] : faultsOfBody(answer, received)),
    ...faultsOfHeaders(received.headers),
    ...faultsOfMust(attempt, received),
  ];
}

function faultsOfBody({ description, content }: Answer, { status, headers, text }: Received): string[] {
  if (content.size === 0) return text === NO_BODY ? [] : [`has a body where the document declares none`];
  const type = headers.get("content-type")?.split(";")[0] ?? "nothing";
  const check = content.get(type);
  if (check === undefined) return [`is ${type}, which is not declared for ${status}`];
  if (!type.endsWith("json")) return [];
  const parsed = parseJson(text);
  const { error } = check.safeParse(parsed);
  if (error !== undefined) return [`is not of the form that is declared for ${status}: ${error.message.slice(0, 300)}`];
  return status < 400 ? [] : faultsOfProblem(parsed, { description, status, headers });
}

type Told = { description: string; status: number; headers: Headers };

/** A refusal has a stable code that the document names for its status; one of the input says where it is wrong. */
function faultsOfProblem(value: unknown, { description, status, headers }: Told): string[] {
  const { success, data } = problemSchema.safeParse(value);
  if (!success) return ["is no problem document"];
  const isKnown = isErrorCode(data.code) && ERRORS[data.code].http === status && data.status === status;
  const isNamed = description.includes(`\`${data.code}\``);
  const isInput = data.code === "invalid_request";
  const misplaced = data.faults.filter(({ field }) => isInput && !/^(params|query|body)(\.|$)/.test(field));
  return [
    ...(isKnown ? [] : [`has the code ${data.code}, which is not one of ${status}`]),
    ...(isNamed ? [] : [`has the code ${data.code}, which the document does not name for ${status}`]),
    ...(isInput && data.faults.length === 0 ? [`names no field: ${data.detail}`] : []),
    ...misplaced.map(({ field }) => `names ${field}, which is no part of a request`),
    ...(data.request_id === headers.get("x-request-id") ? [] : ["has another request id than its header"]),
  ];
}

const HEADERS: Record<string, RegExp> = {
  "cache-control": /^private, no-store$/,
  "x-content-type-options": /^nosniff$/,
  "content-security-policy": /^default-src 'none'; frame-ancestors 'none'$/,
  "x-request-id": /^[\w-]{8,64}$/,
};

function faultsOfHeaders(headers: Headers): string[] {
  return Object.entries(HEADERS)
    .filter(([name, form]) => !form.test(headers.get(name) ?? ""))
    .map(([name]) => `has the header ${name}: ${headers.get(name)}`);
}

function faultsOfMust({ must }: Attempt, { status, text }: Received): string[] {
  if (must === null) return [];
  if (status !== must.status) return [`has the status ${status} instead of ${must.status}: ${text.slice(0, 200)}`];
  if (must.field === undefined) return [];
  const named = problemSchema.safeParse(parseJson(text)).data?.faults.map(({ field }) => field) ?? [];
  const isNamed = named.some((field) => isPartOf(field, must.field ?? "") || isPartOf(must.field ?? "", field));
  return isNamed ? [] : [`names ${named.join(", ")} instead of ${must.field}`];
}

/** Whether one field is the other or stands within it. */
function isPartOf(field: string, whole: string): boolean {
  return field === whole || field.startsWith(`${whole}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS;
}
