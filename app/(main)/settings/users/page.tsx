import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { listSearch } from "@/components/settings/list-search.ts";
import { USERS_KEY, USERS_PARAMS } from "@/components/users/users-key.ts";
import { UsersView } from "@/components/users/users-view.tsx";
import { webContext } from "@/lib/api/context.ts";
import { allowedDomains } from "@/lib/auth/identity.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { listUsers } from "@/lib/users/queries.ts";
import { userQuerySchema } from "@/lib/users/schema.ts";
import { type PageSearch, searchOf } from "../../page-search.ts";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const reader = await requireReader("admin");
  const { db, env } = webContext();
  const search = listSearch(searchOf(await searchParams), USERS_PARAMS);
  const read = async () => {
    const query = userQuerySchema.parse(Object.fromEntries(new URLSearchParams(search)));
    return listUsers(db, query, { reader, domains: allowedDomains(env) });
  };
  const queryClient = createQueryClient();
  // A failure is not thrown: the browser then asks itself, and shows what is wrong with a way to try again.
  await queryClient.query({ queryKey: [...USERS_KEY, search], queryFn: read }).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <UsersView />
    </HydrationBoundary>
  );
}
