import { redirect } from "next/navigation";
import { requireReader } from "@/lib/auth/session.ts";

/** The start leads to the backlog while there is no dashboard. */
export default async function StartPage() {
  await requireReader("viewer");
  redirect("/backlog");
}
