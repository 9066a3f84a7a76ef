import type { ReactNode } from "react";
import { requireReader } from "@/lib/auth/session.ts";

/** Above the skeletons, so that who may not come here gets a 404 before anything is sent. Each page looks for itself too. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  await requireReader("admin");
  return children;
}
