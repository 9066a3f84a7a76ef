import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { RULE_LIST_KEY } from "@/components/settings/rules-key.ts";
import { RulesView } from "@/components/settings/rules-view.tsx";
import { webContext } from "@/lib/api/context.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { readRuleList } from "@/lib/status/queries/rule-list.ts";

export const metadata: Metadata = { title: "Status rules" };

export default async function RulesPage() {
  await requireReader("admin");
  const { db } = webContext();
  const queryClient = createQueryClient();
  const prefetch = queryClient.query({ queryKey: RULE_LIST_KEY, queryFn: () => readRuleList(db) });
  // A failure is not thrown: the browser then asks itself, and shows what is wrong with a way to try again.
  await prefetch.catch(noop);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RulesView />
    </HydrationBoundary>
  );
}
