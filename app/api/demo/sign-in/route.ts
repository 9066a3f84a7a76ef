import { z } from "zod";
import { route } from "@/lib/api/route.ts";
import { ROLES } from "@/lib/auth/access.ts";
import { webAuth } from "@/lib/auth/auth.ts";
import { demoPerson } from "@/lib/auth/demo.ts";
import { readerSchema } from "@/lib/auth/schema.ts";
import { AppError } from "@/lib/errors.ts";

export const POST = route({
  summary: "Sign in as the demo's person of a role; exists in a demo only",
  access: "anonymous",
  body: z.strictObject({ role: z.enum(ROLES) }),
  response: readerSchema,
  errors: ["not_found"],
  async handle({ env, db, body, request, replyHeaders }) {
    if (!env.BACKTRAK_DEMO) throw new AppError("not_found", "There is no demo sign-in here.");
    const person = await demoPerson(db, body.role);
    const call = { body: { userId: person.id }, headers: request.headers, returnHeaders: true as const };
    const { headers } = await webAuth().api.signInDemo(call);
    for (const cookie of headers.getSetCookie()) replyHeaders.append("set-cookie", cookie);
    return person;
  },
});
