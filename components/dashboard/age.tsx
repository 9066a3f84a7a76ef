"use client";

import { useNow } from "@/components/ui/use-now.ts";
import { durationInWords, exactTime } from "@/lib/time-wording.ts";

/** For how long: "12 d", since when exactly on hover. `since` is an ISO instant. */
export function Age({ since }: { since: string }) {
  const { date, zone } = useNow();
  return (
    // Between the server's drawing and the browser's a minute may have ended.
    <time dateTime={since} title={`Since ${exactTime(since, zone)}`} suppressHydrationWarning>
      {durationInWords((date.getTime() - new Date(since).getTime()) / 1000)}
    </time>
  );
}
