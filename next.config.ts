import type { NextConfig } from "next";

/** For every answer, files too; what differs from page to page is set by `proxy.ts`, for data by `route()`. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
];

/** Next's own files; what is not there is answered with a page, on which nothing may run. */
const NO_PAGE = { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" };

const config: NextConfig = {
  poweredByHeader: false,
  headers: async () => [
    { source: "/:path*", headers: HEADERS },
    { source: "/_next/:path*", headers: [NO_PAGE] },
  ],
  // These run as they are in node_modules: bundling them costs build time and memory and gains nothing.
  serverExternalPackages: ["better-auth", "pg", "@prisma/client", "@prisma/adapter-pg", "graphile-worker", "pino"],
  typescript: { ignoreBuildErrors: true }, // `bun run check` runs tsc over the whole tree, tests included
};

export default config;
