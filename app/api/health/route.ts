import { z } from "zod";
import { route } from "@/lib/api/route.ts";

export const GET = route({
  summary: "Whether the web process is alive, and nothing else",
  access: "anonymous",
  response: z.object({ status: z.literal("ok") }),
  handle: () => ({ status: "ok" as const }),
});
