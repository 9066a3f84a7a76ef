"use client";

import { CircleAlert, Clock } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { cn } from "@/lib/cn.ts";
import type { FreshnessAnswer } from "@/lib/sync/schema.ts";
import { bannerInWords, type Banner } from "@/lib/sync/wording.ts";
import { useFreshness } from "./use-freshness.ts";

const LOOKS = {
  bad: { icon: CircleAlert, className: "bg-status-overdue-soft [&_svg]:text-status-overdue" },
  warning: { icon: Clock, className: "bg-status-blocked-soft [&_svg]:text-status-blocked" },
} as const satisfies Record<Banner["tone"], unknown>;

type GitlabBannerProps = { initial: FreshnessAnswer | null; isAdmin: boolean };

/** One line above every page when the mirror stands still. Not above the sync page, whose first words say it at length. */
export function GitlabBanner({ initial, isAdmin }: GitlabBannerProps) {
  const { data } = useFreshness(initial);
  const pathname = usePathname();
  const banner = data === undefined ? null : bannerInWords(data);
  if (banner === null || pathname === "/sync") return null;
  const { icon: Icon, className } = LOOKS[banner.tone];
  return (
    <div
      role="status"
      data-slot="page-banner"
      className={cn(
        "flex h-9 shrink-0 items-center gap-2 border-b px-6 text-sm phone:h-auto phone:px-4 phone:py-2",
        className,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 truncate phone:whitespace-normal" title={banner.words}>
        {banner.words} {banner.since && <RelativeTime value={banner.since} className="text-muted-foreground" />}
      </p>
      {isAdmin && (
        <Link
          href="/sync"
          className="ml-auto inline-flex min-h-6 shrink-0 items-center font-medium underline underline-offset-4 phone:min-h-11"
        >
          What to do
        </Link>
      )}
    </div>
  );
}
