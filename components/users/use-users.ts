"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { UserList } from "@/lib/users/schema.ts";
import { USERS_KEY } from "./users-key.ts";

/** One page of the users. Until the next answer is there the one before stays. */
export function useUsers(search: string) {
  return useQuery({
    queryKey: [...USERS_KEY, search],
    queryFn: ({ signal }) => fetchJson<UserList>(`/api/admin/users${search === "" ? "" : `?${search}`}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
