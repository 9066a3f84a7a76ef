import { checkMonitor, readinessSchema, readReadiness } from "@/lib/api/readiness.ts";
import { route } from "@/lib/api/route.ts";

export const GET = route({
  summary:
    "Whether database, migrations and worker are there; 503 with the same body when not. METRICS_TOKEN as bearer",
  access: "anonymous",
  response: readinessSchema,
  errors: ["unauthenticated"],
  async handle({ request, env, db }) {
    checkMonitor(request, env);
    const readiness = await readReadiness(db, { heartbeatSeconds: env.WORKER_HEARTBEAT_SECONDS });
    return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
  },
});
