import type { Role } from "@/lib/auth/access.ts";
import type { Random } from "../support/random.ts";
import type { Operation } from "./document.ts";

/** A request as it goes over the wire, and what is known of its answer beforehand. */
export type Attempt = {
  /** What is wrong with it, in a few words. */
  what: string;
  operation: Operation;
  /** Whose session it carries. */
  reader: Role | null;
  /** What stands for `{id}` in the path, as Next hands it to the route. */
  params: Record<string, string>;
  /** From the `?` on, as it stands in the address. */
  search: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | null;
  /** The one status that is right, and the field that a fault must name; null where anything declared is. */
  must: { status: number; field?: string } | null;
};

/** A good request of an operation, of which the attempts are made. */
export type Call = {
  reader: Role | null;
  params: Record<string, string>;
  query: Record<string, string>;
  json: unknown;
  headers: Record<string, string>;
};

export type Scene = { operation: Operation; call: Call; random: Random };
/** One way to spoil a request; null where it has nothing to spoil. */
export type Spoiler = (scene: Scene) => Partial<Attempt> | null;

/** The good request itself. */
export function goodAttempt(operation: Operation, call: Call): Attempt {
  const { reader, params, query, json, headers } = call;
  const search = new URLSearchParams(query).toString();
  const body = json === undefined ? null : encode(JSON.stringify(json));
  const type: Record<string, string> = body === null ? {} : { "content-type": "application/json" };
  return {
    ...{ what: "a good request", operation, reader, params, body, must: null },
    search: search === "" ? "" : `?${search}`,
    headers: { ...type, ...headers },
  };
}

export function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
