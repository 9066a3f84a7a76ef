import { z } from "zod";
import { route } from "@/lib/api/route.ts";
import { signOutEverywhere } from "@/lib/auth/sign-out.ts";

export const POST = route({
  summary: "End all of the reader's sessions, in every browser",
  access: "viewer",
  response: z.object({ success: z.boolean() }),
  errors: ["too_many_requests"],
  handle({ db, request, reader, replyHeaders }) {
    replyHeaders.delete("set-cookie"); // of a session that was just prolonged
    return signOutEverywhere(db, request, reader);
  },
});
