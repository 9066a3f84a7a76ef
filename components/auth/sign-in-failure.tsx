import { ProblemError } from "@/lib/api/fetcher.ts";

/** A sign-in that could not even be asked for. */
export function SignInFailure({ error }: { error: Error }) {
  const requestId = error instanceof ProblemError ? error.requestId : null;
  return (
    <p role="alert" className="text-sm text-status-overdue">
      {error.message}
      {requestId && (
        <span className="block text-xs text-muted-foreground">
          Request <code className="font-mono break-all">{requestId}</code>
        </span>
      )}
    </p>
  );
}
