import type { Metadata } from "next";
import { ImportView } from "@/components/import/import-view.tsx";
import { requireReader } from "@/lib/auth/session.ts";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage() {
  await requireReader("manager");
  return <ImportView />;
}
