import { redirect } from "next/navigation";
import { requireReader } from "@/lib/auth/session.ts";

/** The settings lead to the first of their pages. */
export default async function SettingsPage() {
  await requireReader("admin");
  redirect("/settings/users");
}
