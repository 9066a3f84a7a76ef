"use client";

import { Button } from "@/components/ui/button.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { RulePreview, RuleProposalBody } from "@/lib/status/schema.ts";
import { PreviewResult } from "./preview-result.tsx";
import { useRuleChange } from "./use-rule-change.ts";

type Asked = { data: RulePreview | undefined; error: Error | null; isFetching: boolean; refetch: () => unknown };

type RulePreviewPanelProps = {
  proposal: RuleProposalBody;
  asked: Asked;
  /** Back to the form; null where there is none. */
  onBack: (() => void) | null;
  onClose: () => void;
};

/** What a change would do, and the button that makes it so. */
export function RulePreviewPanel({ proposal, asked, onBack, onClose }: RulePreviewPanelProps) {
  const { mutate, isPending, error } = useRuleChange(onClose);
  return (
    <>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
        {error && <Failure title="The rule was not changed." error={error} />}
        {asked.error && (
          <Failure
            title="What would change could not be found out."
            error={asked.error}
            onRetry={() => asked.refetch()}
            retrying={asked.isFetching}
          />
        )}
        {asked.data && <PreviewResult preview={asked.data} />}
        {!asked.data && !asked.error && <PreviewSkeleton />}
      </div>
      <div className="flex justify-end gap-2 border-t p-4">
        <Button variant="outline" onClick={onBack ?? onClose}>
          {onBack ? "Back" : "Cancel"}
        </Button>
        <Button
          variant={proposal.action === "delete" ? "destructive" : "default"}
          disabled={asked.data === undefined || isPending}
          onClick={() => mutate(proposal)}
        >
          {proposal.action === "delete" ? "Delete the rule" : "Apply"}
        </Button>
      </div>
    </>
  );
}

type FailureProps = { title: string; error: Error; onRetry?: () => void; retrying?: boolean };

function Failure({ error, title, ...props }: FailureProps) {
  return <ErrorState shape="banner" {...problemOf(error, title)} {...props} />;
}

function PreviewSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-3">
      <span className="sr-only" role="status">
        Finding out what would change
      </span>
      <Skeleton className="h-6 w-56" />
      <Skeleton className="h-5 w-72 max-w-full" />
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} className="h-9 w-full" />
      ))}
    </div>
  );
}
