import { ListTodo } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button.tsx";
import { type DashboardParams, filtersOf } from "@/lib/dashboard/filters.ts";
import { backlogPath } from "@/lib/issues/filters.ts";
import { PrintButton } from "./print-button.tsx";

/** What can be done with the whole page: its issues one by one, or all of it on paper. */
export function DashboardActions({ params }: { params: DashboardParams }) {
  return (
    <div className="flex items-center gap-2 print:hidden">
      <PrintButton />
      <Link href={backlogPath(filtersOf(params))} prefetch={false} className={buttonVariants({ size: "sm" })}>
        <ListTodo aria-hidden />
        Open in backlog
      </Link>
    </div>
  );
}
