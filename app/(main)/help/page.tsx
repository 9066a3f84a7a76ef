import type { Metadata } from "next";
import { Help } from "@/components/help/help.tsx";
import { webContext } from "@/lib/api/context.ts";
import { requireReader } from "@/lib/auth/session.ts";

export const metadata: Metadata = { title: "Help" };

export default async function HelpPage() {
  await requireReader("viewer");
  const { env } = webContext();
  return <Help zone={env.ORG_TIMEZONE} holidays={env.HOLIDAYS} />;
}
