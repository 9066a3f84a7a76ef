import { route } from "@/lib/api/route.ts";
import { readParkedJobs } from "@/lib/sync/queries/parked.ts";
import { parkedListSchema } from "@/lib/sync/schema.ts";

export const GET = route({
  summary: "The jobs that were given up, the last one first, each with its reason",
  access: "admin",
  response: parkedListSchema,
  async handle({ db }) {
    const data = await readParkedJobs(db);
    return { data, total: data.length };
  },
});
