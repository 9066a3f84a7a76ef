"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button.tsx";
import { LazyPopover } from "@/components/ui/lazy-popover.tsx";
import { FacetSkeleton } from "./facet-skeleton.tsx";
import type { FilterProps } from "./filter-props.ts";

const loadMenu = async () => ({ default: (await import("./more-menu.tsx")).MoreMenu });
const MoreMenu = lazy(loadMenu);

/** What "More" is called among the chips, where the focus goes when a chip of its own has gone. */
export const MORE_CHIP = "more";

type MorePopoverProps = FilterProps & { open: boolean; onOpenChange: (open: boolean) => void };

/** The rest of the filters, whose chips stand only while they are set. */
export function MorePopover({ open, onOpenChange, ...props }: MorePopoverProps) {
  return (
    <LazyPopover
      title="More filters"
      open={open}
      onOpenChange={onOpenChange}
      className="flex max-h-[min(28rem,var(--available-height))] w-80 flex-col"
      renderButton={(button) => (
        <Button
          variant="ghost"
          size="sm"
          className="rounded-full text-muted-foreground"
          data-filter={MORE_CHIP}
          {...button}
          onPointerEnter={() => {
            void loadMenu();
            button.onPointerEnter();
          }}
        >
          <Plus />
          More
        </Button>
      )}
    >
      <Suspense fallback={<FacetSkeleton />}>
        <MoreMenu {...props} />
      </Suspense>
    </LazyPopover>
  );
}
