"use client";

import { exactTime, relativeTime } from "@/lib/time-wording.ts";
import { useNow } from "./use-now.ts";

type RelativeTimeProps = { value: string; className?: string };

/** "2 min ago", the exact time on hover. `value` is an ISO instant. It grows older by itself. */
export function RelativeTime({ value, className }: RelativeTimeProps) {
  const { date, zone } = useNow();
  return (
    // Between the server's drawing and the browser's a minute may have ended.
    <time dateTime={value} title={exactTime(value, zone)} className={className} suppressHydrationWarning>
      {relativeTime(value, date)}
    </time>
  );
}
