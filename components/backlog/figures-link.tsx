import { LayoutDashboard } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button.tsx";
import { dashboardPath } from "@/lib/dashboard/filters.ts";
import { type BacklogParams, filterParams } from "@/lib/issues/filters.ts";

/** To the dashboard of the issues that are listed; absent where they are all, to which the navigation leads. */
export function FiguresLink({ params }: { params: BacklogParams }) {
  const href = dashboardPath(filterParams(params));
  if (href === "/") return null;
  return (
    <Link href={href} prefetch={false} className={buttonVariants({ variant: "ghost", size: "sm" })}>
      <LayoutDashboard aria-hidden />
      Figures of these issues
    </Link>
  );
}
