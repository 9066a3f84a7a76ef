"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { cn } from "@/lib/cn.ts";
import { Button } from "./button.tsx";

type ErrorStateProps = {
  title: string;
  message?: string;
  requestId?: string | null;
  onRetry?: () => void;
  retrying?: boolean;
  /** `page` where nothing could be shown, `banner` above what is still there. */
  shape?: "page" | "banner";
  className?: string;
};

/** Something failed: what, a way to try again, and the id to quote. */
export function ErrorState({
  title,
  message,
  requestId,
  onRetry,
  retrying,
  shape = "page",
  className,
}: ErrorStateProps) {
  return (
    <div role="alert" data-slot="error-state" className={cn(SHAPES[shape], className)}>
      <CircleAlert aria-hidden className="size-5 shrink-0 text-status-overdue" />
      <div className={cn("max-w-full min-w-0", shape === "banner" && "flex-1 basis-56")}>
        <p className="font-medium">{title}</p>
        {message && <p className="break-words text-muted-foreground">{message}</p>}
        {requestId && (
          <p className="text-xs text-muted-foreground">
            Request <code className="inline-block max-w-full font-mono break-all">{requestId}</code>
          </p>
        )}
      </div>
      {onRetry && (
        <Button variant="outline" onClick={onRetry} disabled={retrying}>
          <RotateCw />
          Try again
        </Button>
      )}
    </div>
  );
}

const SHAPES = {
  page: "flex flex-col items-center gap-3 px-4 py-12 text-center",
  banner: "flex flex-wrap items-center gap-3 rounded-md border bg-status-overdue-soft px-3 py-2",
};
