import { FileQuestion } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";

/** An address with nothing behind it, or nothing this reader may see: it says the same of both. */
export function PageNotFound() {
  return (
    <EmptyState
      className="flex-1 justify-center"
      icon={FileQuestion}
      title="There is nothing here"
      action={
        <Link href="/backlog" className={buttonVariants({ variant: "outline" })}>
          Go to the backlog
        </Link>
      }
    >
      <p>The address may be mistyped, or what stood here is gone or not for your role.</p>
    </EmptyState>
  );
}
