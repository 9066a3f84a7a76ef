import type { OxlintOverride } from "oxlint";

/** What a file may not import, as a pattern over the text of the import, and what to do instead. */
export type Ban = ({ regex: string } | { group: string[] }) & { message: string; allowTypeImports?: boolean };
export type Fence = { name: string; files: string[]; bans: Ban[] };

// Within `lib` a room is reached as `@/lib/room/...` or `../room/...`: a fence that names one form only has a hole.
const room = (path: string): string => `^(@/lib/|(\\.\\./)+)${path}`;

const BY_ALIAS: Ban = {
  regex: "^(\\.\\.?/)+(app|components|e2e|lib|prisma|tests|worker)/",
  message: "Another floor is reached by its alias, @/...: the fences look for that form.",
};
const TESTS: Ban = { regex: "^@/(tests|e2e)/", message: "The product does not know its tests." };
const APP: Ban = { regex: "^@/app/", message: "app → components → lib, worker → lib, never back." };
const COMPONENTS: Ban = { regex: "^@/components/", message: "app → components → lib, worker → lib, never back." };
const WORKER: Ban = { regex: "^@/worker/", message: "Web and worker meet only in Postgres." };
const PRISMA: Ban = {
  regex: "(^@/|/)prisma/generated/(client|browser|models|commonInputTypes|internal)|^@prisma/|^pg(/|$)",
  message:
    "Only lib/db, store, queries, jobs/queue and auth/auth touch Prisma's client; take Db, Tx and sql from lib/db.",
};
const WEB: Ban = {
  regex: "^(next|react|react-dom|server-only|client-only|next-themes|@tanstack/react-[a-z]+)(/|$)",
  message: "The worker reaches this file: it knows no next, react or server-only.",
};
const WEB_ROOMS: Ban = {
  regex: room("(api/|auth/(auth|session|google|demo)(\\.|$|/))"),
  message: "lib/api and the sessions belong to the web: the worker reaches this file.",
};
const WRITES: Ban = {
  regex: "(^|/)([a-z-]+-)?(store|apply)(\\.ts)?$",
  message: "A dashboard reads; it never writes.",
};
const SIDE_EFFECTS: Ban = {
  regex: `${room("(db/(client|transaction|now|migrate)|env|log|process)(\\.ts)?$")}|(^|/)(store|queries|apply|enqueue)(\\.ts)?$`,
  allowTypeImports: true,
  message: "This room is pure: clock, reader and rows are arguments.",
};
const NOUNS: Ban = {
  group: ["@/lib/**", "!@/lib/*.ts", "!@/lib/gitlab/**"],
  message: "lib/gitlab knows no database and no noun.",
};
const NOUNS_NEARBY: Ban = {
  regex:
    "^(\\.\\./)+(api|auth|dashboard|db|definitions|feeds|issues|jobs|labels|overrides|people|projects|search|status|sync|users|views|webhooks)/",
  message: "lib/gitlab knows no database and no noun.",
};
// An import that a `!` lets through is free of every other ban of its fence: oxlint stops looking.
const SINGLE_IDEAS = ["api/fetcher", "auth/access", "cn", "color", "csv", "errors", "time", "time-wording"];
const NOT_FOR_BROWSERS: Ban = {
  group: [
    "@/lib/**",
    ...SINGLE_IDEAS.map((file) => `!@/lib/${file}.ts`),
    ...["schema", "filters", "wording", "audit-schema", "audit-wording"].map((file) => `!@/lib/*/${file}.ts`),
    ...["issues/reference", "search/fold"].map((file) => `!@/lib/${file}.ts`),
  ],
  message: "Components import only browser-safe files of lib: schema, filters, wording, api/fetcher, single ideas.",
};
const ONLY_SINGLE_IDEAS: Ban = {
  group: ["@/lib/**", ...SINGLE_IDEAS.map((file) => `!@/lib/${file}.ts`)],
  message: "components/ui, data-table and charts know no noun.",
};
const NO_NOUN: Ban = {
  regex: "^(@/components/|(\\.\\./)+)(auth|backlog|dashboard|help|issue|palette|search|settings|sync|users|views)/",
  message: "components/ui, data-table and charts know no noun.",
};

const ANYTHING_OURS: Ban = {
  regex: "^(@/|/)|(^|/)\\.\\.(/|$)",
  message: "What recomputes the product shares nothing with it: packages and its own folder only.",
};

const PRODUCT = [BY_ALIAS, TESTS];
const LIB = [...PRODUCT, APP, COMPONENTS, WORKER, WEB, WEB_ROOMS];
const COMPONENT = [...PRODUCT, APP, WORKER, PRISMA];

// The rooms of a noun that speak SQL; `status-store.ts` is a store too.
const SQL_ROOMS = ["store", "queries"].flatMap((name) => [`lib/*/${name}.ts`, `lib/*/*-${name}.ts`]);
const PURE_ROOMS = [
  ...["normalize", "derive", "timeline", "where", "definitions"].map((name) => `lib/*/${name}.ts`),
  "lib/definitions/**",
];

/**
 * The arrows of the house. A later fence replaces an earlier one for its files (oxlint does not merge the options
 * of a rule), so each lists all that its files may not import.
 */
export const FENCES: Fence[] = [
  { name: "app", files: ["app/**"], bans: [...PRODUCT, WORKER, PRISMA] },
  { name: "components", files: ["components/**"], bans: [...COMPONENT, NOT_FOR_BROWSERS] },
  {
    name: "components without a noun",
    files: ["components/{ui,data-table,charts}/**"],
    bans: [...COMPONENT, ONLY_SINGLE_IDEAS, NO_NOUN],
  },
  { name: "worker", files: ["worker/**"], bans: [...PRODUCT, APP, COMPONENTS, WEB, WEB_ROOMS, PRISMA] },
  { name: "lib", files: ["lib/**"], bans: [...LIB, PRISMA] },
  { name: "lib for the web", files: ["lib/{api,auth}/**"], bans: [...PRODUCT, APP, COMPONENTS, WORKER, PRISMA] },
  { name: "rooms with SQL", files: ["lib/db/**", "lib/jobs/queue.ts", "lib/*/queries/**", ...SQL_ROOMS], bans: LIB },
  { name: "sign-in", files: ["lib/auth/auth.ts"], bans: [...PRODUCT, APP, COMPONENTS, WORKER] },
  { name: "pure rooms", files: PURE_ROOMS, bans: [...LIB, PRISMA, SIDE_EFFECTS] },
  { name: "gitlab", files: ["lib/gitlab/**"], bans: [...LIB, PRISMA, NOUNS, NOUNS_NEARBY] },
  { name: "dashboard", files: ["lib/dashboard/**"], bans: [...LIB, WRITES, PRISMA] },
  {
    name: "dashboard queries",
    files: ["lib/dashboard/queries.ts", "lib/dashboard/queries/**"],
    bans: [...LIB, WRITES],
  },
  { name: "reckoning", files: ["tests/reckoning/**"], bans: [ANYTHING_OURS] },
];

/** The fences as overrides of one rule. */
export function fenceOverrides(): OxlintOverride[] {
  return FENCES.map(({ files, bans }) => ({
    files,
    rules: { "no-restricted-imports": ["error", { patterns: bans }] },
  }));
}
