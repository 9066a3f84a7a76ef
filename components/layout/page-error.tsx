"use client";

import { ErrorState } from "@/components/ui/error-state.tsx";

type PageErrorProps = { error: unknown; retry: () => void };

/** A page that could not be drawn. The digest is how its line in the server's log is found. */
export function PageError({ error, retry }: PageErrorProps) {
  return (
    <ErrorState
      className="flex-1 justify-center"
      title="This page could not be shown."
      message="The data is as it was. Trying again often helps; if it does not, quote the request below."
      requestId={digestOf(error)}
      onRetry={retry}
    />
  );
}

function digestOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}
