import { z } from "zod";

const factsSchema = z.object({
  url: z.url(),
  database: z.string(),
  gitlab: z.object({ url: z.url(), token: z.string() }),
  browser: z.object({ path: z.string(), env: z.record(z.string(), z.string()) }),
});

/** What the specs must know of the running stack: where it is, its Postgres, the demo GitLab behind it, and the browser to use. */
export type Facts = z.infer<typeof factsSchema>;

/** Lets the processes that run the specs know; they are started afterwards with this environment. */
export function handOver(facts: Facts): void {
  process.env.BACKTRAK_E2E = JSON.stringify(facts);
}

/** The stack that the global setup started. */
export function stackFacts(): Facts {
  return factsSchema.parse(JSON.parse(process.env.BACKTRAK_E2E ?? "null"));
}
