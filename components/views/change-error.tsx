import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";

/** A change that was not made, and why; nothing where none has failed. */
export function ChangeError({ error, title }: { error: Error | null; title: string }) {
  return error && <ErrorState shape="banner" className="text-sm" {...problemOf(error, title)} />;
}
