import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { CONTENTS_CLASSES, HELP_CLASSES, INTRODUCTION } from "./frame.ts";

/** The help page before its text: the same columns, and entries of the same height. */
export function HelpSkeleton() {
  return (
    <PageBody aria-busy>
      <PageHeader title="Help" />
      <div className={HELP_CLASSES}>
        <div className="flex min-w-0 flex-col gap-6">
          <p>{INTRODUCTION}</p>
          <Skeleton className="h-7 w-40" />
          {Array.from({ length: 6 }, (_, entry) => (
            <div key={entry} className="flex flex-col gap-2">
              <Skeleton className="h-4 w-32" />
              <Skeleton className="h-3.5 w-full" />
              <Skeleton className="h-3.5 w-3/4" />
            </div>
          ))}
        </div>
        <div className={CONTENTS_CLASSES}>
          {Array.from({ length: 16 }, (_, line) => (
            <Skeleton key={line} className="my-1.5 h-3 w-32" />
          ))}
        </div>
      </div>
    </PageBody>
  );
}
