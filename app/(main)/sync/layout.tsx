import type { ReactNode } from "react";
import { requireReader } from "@/lib/auth/session.ts";

/** Above the skeleton, so that who may not come here gets a 404 before anything is sent. The page looks for itself too. */
export default async function SyncLayout({ children }: { children: ReactNode }) {
  await requireReader("admin");
  return children;
}
