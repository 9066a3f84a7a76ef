/** The house has these floors and no others. */
export const FLOORS = ["app", "components", "e2e", "lib", "prisma", "public", "tests", "worker"];

/** What may stand beside the floors: settings of tools, what people read first, and what git does not keep. */
export const AT_THE_DOOR = [
  ...[".ci", ".github", ".gitlab", ".gitlab-ci.yml", ".gitignore", ".dockerignore", ".env.example", ".oxfmtrc.json"],
  ...["Dockerfile", "LICENSE", "README.md", "bun.lock", "bunfig.toml", "components.json", "docker-compose.yml"],
  ...["instrumentation.ts", "proxy.ts", "next.config.ts", "postcss.config.mjs", "package.json", "render.yaml"],
  ...["oxlint.config.ts", "oxlint.fences.ts", "playwright.config.ts", "prisma.config.ts", "railway.json"],
  ...["tsconfig.json", "vitest.config.ts"],
];

/** Made by tools, ignored by git, never looked at. */
export const MADE_BY_TOOLS = [
  ...[".data", ".env", ".env.local", ".git", ".next", "bench-results", "next-env.d.ts", "node_modules"],
  ...["playwright-report", "prisma/generated", "test-results", "tsconfig.tsbuildinfo"],
];

/** Single ideas that stand in `lib` itself. */
export const SINGLE_IDEAS = [
  "cn",
  "color",
  "csv",
  "env",
  "errors",
  "free-port",
  "log",
  "markdown",
  "pace",
  "paging",
  "process",
  "time",
  "time-wording",
  "turns",
];

/** What every noun of `lib` may have. A name that is not here is a decision: add it here, and say why in the README. */
export const ROOMS = [
  ...["schema", "filters", "wording"],
  ...["normalize", "derive", "timeline", "where", "definitions"],
  ...["store", "queries", "queries/*"],
  ...["apply", "enqueue", "runs", "cursors"],
];

/** The nouns, each with the use-cases and rules of its own. */
export const NOUNS: Record<string, string[]> = {
  "audit-log": [],
  dashboard: ["filter-schema", "periods"],
  definitions: ["cycle", "days", "percentile", "working-time", "wording/*"],
  feeds: ["read", "secret"],
  history: ["backfill", "fetch"],
  issues: [
    "altered",
    "csv",
    "export",
    "filter-schema",
    "gone",
    "guard",
    "mentions",
    "narrow",
    "reference",
    "rebuild",
    "reproject",
    "reproject-rules",
    "write",
  ],
  import: ["cells", "columns", "dates", "names", "parse", "reading", "report", "words"],
  labels: [],
  overrides: ["refuse"],
  people: [],
  projects: ["discover", "follow"],
  search: ["distance", "excerpt", "fill", "fold", "holds", "lexemes", "matched"],
  status: [
    "changes",
    "labels-moved",
    "preview",
    "proposal",
    "replay",
    "rules",
    "rules-place",
    "rules-run",
    "rules-store",
    "starts",
  ],
  sync: [
    "audit",
    "audit-again",
    "audit-begin",
    "audit-compare",
    "audit-counts",
    "audit-place",
    "audit-schema",
    "audit-store",
    "audit-wording",
    "bootstrap",
    "bootstrap-begin",
    "bootstrap-place",
    "deliveries",
    "delivery-batch",
    "failures",
    "gaps",
    "gitlab-pause",
    "gitlab-state",
    "hook",
    "instance",
    "list-schema",
    "pause-memory",
    "poll",
    "receive",
    "reconcile",
    "reconcile-begin",
    "reconcile-missing",
    "reconcile-pages",
    "reconcile-place",
    "reconcile-step",
    "reconcile-vanished",
    "refresh",
    "run-place",
    "stalled",
    "webhook-runs",
    "workers",
  ],
  users: [],
  views: ["filter-schema"],
};

/** The ports: each hides one technology, and lists its own rooms. `name/**` is a port's back room. */
export const PORTS: Record<string, string[]> = {
  api: [
    ...[
      "body",
      "context",
      "csp",
      "declaration",
      "fetcher",
      "headers",
      "input",
      "links",
      "openapi",
      "origin",
      "problem",
    ],
    ...["readiness", "route", "start"],
  ],
  auth: [
    ...["access", "attempt", "auth", "come-back", "demo", "doors", "google", "hooks", "identity", "own-path"],
    ...["rate-limit", "schema", "session", "sign-out", "tokens"],
  ],
  db: [
    ...["client", "connection", "embedded", "embedded/**", "migrate", "migrate/**", "now", "sql", "transaction"],
    ...["unreachable"],
  ],
  gitlab: [
    ...["address", "ask", "body", "client", "deadline", "demo/**", "errors", "gate", "issue-listing", "issue-pages"],
    ...["issue-window", "listed-issues", "numbered-pages", "page-size", "page-token", "pagination", "rate-limit"],
    ...["redacted", "request", "retry", "retry-after", "schemas", "signature", "webhook"],
  ],
  jobs: ["enqueue", "fire", "handover", "parked", "queries", "queue", "run", "schema", "settle"],
};

/** Names that say nothing about what is behind them. */
export const NAMELESS = ["util", "utils", "helper", "helpers", "common", "misc", "types", "shared", "index"];

/** Longest files, in lines, by where they stand; the first that matches counts. */
export const LONGEST: { where: RegExp; lines: number }[] = [
  { where: /^app\/api\/.*\/route\.ts$/, lines: 30 },
  { where: /^worker\/jobs\/.*\.ts$/, lines: 60 },
  { where: /^(app|lib|worker|e2e|components\/(?!ui\/))(.*\/)?[^/]+\.(ts|tsx)$/, lines: 250 },
];
