import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { FeedDto, FeedForm, FeedList, NewFeed } from "@/lib/feeds/schema.ts";
import type { ViewChange, ViewDto, ViewFormBody, ViewList } from "@/lib/views/schema.ts";

/** The reader's views and those that are shared. The page's server fills the same key where a view is open. */
export const viewListOptions = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => fetchJson<ViewList>("/api/views", { signal }),
});

export const feedListOptions = queryOptions({
  queryKey: ["feeds"],
  queryFn: ({ signal }) => fetchJson<FeedList>("/api/feeds", { signal }),
});

export function saveView(form: ViewFormBody): Promise<ViewDto> {
  return fetchJson("/api/views", { method: "POST", body: JSON.stringify(form) });
}

export function changeView({ id, ...change }: ViewChange & { id: string }): Promise<ViewDto> {
  return fetchJson(`/api/views/${id}`, { method: "PATCH", body: JSON.stringify(change) });
}

export function deleteView(id: string): Promise<ViewDto> {
  return fetchJson(`/api/views/${id}`, { method: "DELETE" });
}

export function makeFeed(form: FeedForm): Promise<NewFeed> {
  return fetchJson("/api/feeds", { method: "POST", body: JSON.stringify(form) });
}

export function revokeFeed(id: string): Promise<FeedDto> {
  return fetchJson(`/api/feeds/${id}`, { method: "DELETE" });
}
