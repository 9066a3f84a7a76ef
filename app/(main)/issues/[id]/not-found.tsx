import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";

export default function IssueNotFound() {
  return (
    <>
      <h1 className="sr-only">Issue not found</h1>
      <EmptyState
        className="flex-1 justify-center"
        icon={SearchX}
        title="There is no such issue"
        action={
          <Link href="/backlog" className={buttonVariants()}>
            To the backlog
          </Link>
        }
      >
        The link may be wrong, or the issue may be one that you are not allowed to see.
      </EmptyState>
    </>
  );
}
