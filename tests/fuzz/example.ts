import { z } from "zod";
import type { JsonSchema } from "./document.ts";

const hints = z.looseObject({
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
  oneOf: z.array(z.record(z.string(), z.unknown())).optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  items: z.record(z.string(), z.unknown()).optional(),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

const BY_FORMAT: Record<string, string> = {
  uuid: "0b0b0b0b-0000-4000-8000-000000000001",
  date: "2026-06-01",
  "date-time": "2026-06-01T09:00:00Z",
  email: "fuzzer@demo.invalid",
  uri: "https://gitlab.test/",
};

/** A value of this form as far as the document tells it, with every property that it names. */
export function exampleOf(schema: JsonSchema): unknown {
  const known = hints.parse(schema);
  const choice = known.anyOf?.[0] ?? known.oneOf?.[0];
  if (known.const !== undefined) return known.const;
  if (known.default !== undefined) return known.default;
  if (known.enum !== undefined) return known.enum[0];
  if (choice !== undefined) return exampleOf(choice);
  switch (Array.isArray(known.type) ? known.type[0] : known.type) {
    case "object":
      return Object.fromEntries(Object.entries(known.properties).map(([name, one]) => [name, exampleOf(one)]));
    case "array":
      return known.items === undefined ? [] : [exampleOf(known.items)];
    case "string":
      return BY_FORMAT[known.format ?? ""] ?? "1";
    case "integer":
    case "number":
      return Math.max(1, known.minimum ?? 1);
    case "boolean":
      return false;
    case undefined:
    default:
      return null;
  }
}
