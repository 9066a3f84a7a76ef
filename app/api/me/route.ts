import { route } from "@/lib/api/route.ts";
import { readerSchema } from "@/lib/auth/schema.ts";

export const GET = route({
  summary: "Who is signed in",
  access: "viewer",
  response: readerSchema,
  handle: ({ reader }) => reader,
});
