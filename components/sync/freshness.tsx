"use client";

import { CircleAlert, CircleCheck, CircleDashed, Clock } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import { cn } from "@/lib/cn.ts";
import type { FreshnessAnswer } from "@/lib/sync/schema.ts";
import { freshnessInWords } from "@/lib/sync/wording.ts";
import { FreshnessDetail } from "./freshness-detail.tsx";
import { useFreshness } from "./use-freshness.ts";

const LOOKS = {
  broken: { icon: CircleAlert, className: "text-status-overdue" },
  unknown: { icon: CircleDashed, className: "text-muted-foreground" },
  no_data: { icon: CircleDashed, className: "text-muted-foreground" },
  fresh: { icon: CircleCheck, className: "text-muted-foreground" },
  stale: { icon: Clock, className: "text-status-blocked" },
} as const;

/** How old what one sees is. `initial` is what the server knew when it drew the page. */
export function Freshness({ initial }: { initial: FreshnessAnswer | null }) {
  const { data, error } = useFreshness(initial);
  const state = error ? "broken" : (data?.state ?? "unknown");
  const words = error ? "no answer" : data ? freshnessInWords(data) : "…";
  const { icon: Icon, className } = LOOKS[state];
  const [open, setOpen] = useState(false);
  return (
    <LazyPopover
      title="Age of the data"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="text-sm"
      renderButton={(props) => (
        <Button
          variant="ghost"
          aria-label={`Data: ${words}`}
          className={cn("px-2 font-normal tabular-nums", className)}
          {...props}
        >
          <Icon aria-hidden />
          {words}
        </Button>
      )}
    >
      <FreshnessDetail freshness={data ?? null} error={error} />
    </LazyPopover>
  );
}
