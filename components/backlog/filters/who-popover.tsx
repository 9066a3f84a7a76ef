"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import { FacetSkeleton } from "./facet-skeleton.tsx";

const WhoAreYou = lazy(async () => ({ default: (await import("./who-are-you.tsx")).WhoAreYou }));

type WhoPopoverProps = Pick<ComponentProps<typeof LazyPopover>, "open" | "onOpenChange" | "renderButton"> & {
  onChosen: () => void;
};

/** A button that asks the reader who they are in GitLab. */
export function WhoPopover({ onChosen, ...popover }: WhoPopoverProps) {
  return (
    <LazyPopover
      title="Who are you in GitLab?"
      className="flex max-h-[min(28rem,var(--available-height))] w-80 flex-col"
      {...popover}
    >
      <Suspense fallback={<FacetSkeleton />}>
        <WhoAreYou onChosen={onChosen} />
      </Suspense>
    </LazyPopover>
  );
}
