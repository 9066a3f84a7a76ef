"use client";

import { Check, Ellipsis, Star } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button.tsx";
import { POPUP_ITEM } from "@/components/ui/popup-classes.ts";
import { cn } from "@/lib/cn.ts";
import { viewPath } from "@/lib/views/filters.ts";
import type { ViewDto } from "@/lib/views/schema.ts";
import { ViewActions } from "./view-actions.tsx";

type ViewRowProps = {
  view: ViewDto;
  isOpen: boolean;
  canShare: boolean;
  expanded: boolean;
  onExpand: (expanded: boolean) => void;
  onOpened: () => void;
};

/** One view: a link that opens it, and behind a button what else can be done with it. */
export function ViewRow({ view, isOpen, canShare, expanded, onExpand, onOpened }: ViewRowProps) {
  return (
    <li>
      <div className="flex items-center gap-1">
        <Link
          href={viewPath(view)}
          prefetch={false}
          aria-current={isOpen ? "page" : undefined}
          onClick={onOpened}
          className={cn(POPUP_ITEM, "min-w-0 flex-1 cursor-pointer hover:bg-accent")}
        >
          <Check aria-hidden className={cn(!isOpen && "invisible")} />
          <span dir="auto" className="truncate" title={view.name}>
            {view.name}
          </span>
          {view.is_default && <Star aria-label="default" className="size-3.5 fill-current" />}
          <span className="ml-auto shrink-0 text-xs text-muted-foreground">{sharingWords(view)}</span>
        </Link>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`More about ${view.name}`}
          aria-expanded={expanded}
          onClick={() => onExpand(!expanded)}
        >
          <Ellipsis aria-hidden />
        </Button>
      </div>
      {expanded && <ViewActions view={view} canShare={canShare} />}
    </li>
  );
}

function sharingWords({ is_own: isOwn, is_shared: isShared, owner }: ViewDto): string {
  if (!isOwn) return owner;
  return isShared ? "shared" : "";
}
