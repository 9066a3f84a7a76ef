import { z } from "zod";
import { route } from "@/lib/api/route.ts";
import { askBetterAuth, signInBodySchema } from "@/lib/auth/doors.ts";

export const POST = route({
  summary: "Start signing in with Google",
  access: "anonymous",
  body: signInBodySchema,
  response: z.object({ url: z.string(), redirect: z.boolean() }),
  errors: ["not_found", "too_many_requests"],
  handle: ({ request, body }) => askBetterAuth(request, body),
});
