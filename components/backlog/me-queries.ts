import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { Me } from "@/lib/auth/schema.ts";
import type { Person } from "@/lib/issues/schema.ts";

/** Who is asking, and who that is in GitLab. It changes once in a person's life here. */
export const meOptions = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => fetchJson<Me>("/api/me", { signal }),
  staleTime: Infinity,
});

/** People of GitLab by part of a name or user name, whoever is likely to be the reader first. */
export function peopleOptions(words: string) {
  return queryOptions({
    queryKey: ["people", words],
    queryFn: ({ signal }) => fetchJson<{ data: Person[] }>(`/api/people?q=${encodeURIComponent(words)}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Says who the reader is in GitLab; only an admin can say otherwise later. */
export function chooseMe(person: Person): Promise<Me> {
  return fetchJson("/api/me/gitlab-user", { method: "PUT", body: JSON.stringify({ gitlab_user_id: person.id }) });
}
