import { Upload } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button.tsx";

/** To the import of a spreadsheet; a phone has room for its sign only. */
export function ImportLink() {
  return (
    <Link
      href="/import"
      prefetch={false}
      title="Notes, priorities and dates from a spreadsheet"
      className={buttonVariants({ variant: "outline", size: "sm", className: "phone:min-w-11" })}
    >
      <Upload aria-hidden />
      <span className="phone:sr-only">Import</span>
    </Link>
  );
}
