import { z } from "zod";
import { route } from "@/lib/api/route.ts";
import { signOut } from "@/lib/auth/sign-out.ts";

export const POST = route({
  summary: "End this session",
  access: "anonymous",
  response: z.object({ success: z.boolean() }),
  errors: ["too_many_requests"],
  handle: ({ db, request }) => signOut(db, request),
});
