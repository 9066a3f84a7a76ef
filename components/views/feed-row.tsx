"use client";

import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { FeedDto } from "@/lib/feeds/schema.ts";
import { ALL_ISSUES_PATH } from "@/lib/views/filters.ts";
import { ChangeError } from "./change-error.tsx";
import { ConfirmButton } from "./confirm-button.tsx";
import { useChange } from "./use-change.ts";
import { feedListOptions, revokeFeed } from "./view-queries.ts";

/** A feed: what it lists, whose it is, whether anybody reads it, and its end. */
export function FeedRow({ feed }: { feed: FeedDto }) {
  const revoke = useChange({ send: revokeFeed, list: feedListOptions.queryKey });
  const { id, name, query, owner, is_own: isOwn, last_used_at: lastUsedAt } = feed;
  return (
    <li className="flex flex-col gap-2 py-2">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <Link
            href={query === "" ? ALL_ISSUES_PATH : `/backlog?${query}`}
            prefetch={false}
            dir="auto"
            title={name}
            className="block truncate font-medium hover:underline"
          >
            {name}
          </Link>
          <p className="text-sm text-muted-foreground">
            {!isOwn && `${owner} · `}
            {lastUsedAt === null ? (
              "Never read"
            ) : (
              <>
                Last read <RelativeTime value={lastUsedAt} />
              </>
            )}
          </p>
        </div>
        <ConfirmButton word="Revoke" about={name} disabled={revoke.isPending} onConfirm={() => revoke.mutate(id)} />
      </div>
      <ChangeError error={revoke.error} title="The feed was not revoked." />
    </li>
  );
}
