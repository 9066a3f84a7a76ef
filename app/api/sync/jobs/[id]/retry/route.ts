import { route } from "@/lib/api/route.ts";
import { appendAudit } from "@/lib/audit-log/store.ts";
import { AppError } from "@/lib/errors.ts";
import { retryParked } from "@/lib/jobs/parked.ts";
import { jobParamsSchema } from "@/lib/sync/schema.ts";

export const POST = route({
  summary: "Gives a parked job its tries back; it runs at once",
  access: "admin",
  params: jobParamsSchema,
  response: jobParamsSchema,
  status: 202,
  errors: ["not_found"],
  async handle({ db, params, reader }) {
    if (!(await retryParked(db, params.id))) {
      throw new AppError("not_found", "No parked job has this number: it runs again already, or it is gone.");
    }
    await appendAudit(db, { by: reader, action: "sync.job_retried", subject: `job ${params.id}`, details: params });
    return params;
  },
});
