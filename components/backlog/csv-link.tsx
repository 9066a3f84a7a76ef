import { Download } from "lucide-react";
import { buttonVariants } from "@/components/ui/button.tsx";
import { type BacklogParams, canonicalQuery, filterParams } from "@/lib/issues/filters.ts";

/** The whole list as a file, whatever page is shown. */
export function CsvLink({ params, className }: { params: BacklogParams; className?: string }) {
  return (
    <a
      href={csvPath(params)}
      download
      title="The whole list as a file for a spreadsheet"
      className={buttonVariants({ variant: "outline", size: "sm", className })}
    >
      <Download aria-hidden />
      CSV
    </a>
  );
}

function csvPath({ sort, ...params }: BacklogParams): string {
  const query = canonicalQuery({ ...filterParams(params), ...(sort && { sort }) });
  return query === "" ? "/api/issues.csv" : `/api/issues.csv?${query}`;
}
