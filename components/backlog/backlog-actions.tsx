import type { BacklogParams } from "@/lib/issues/filters.ts";
import { BacklogColumns } from "./backlog-columns.tsx";
import { CsvLink } from "./csv-link.tsx";
import { FiguresLink } from "./figures-link.tsx";
import type { ChangeBacklog } from "./use-backlog-url.ts";

type BacklogActionsProps = { params: BacklogParams; onChange: ChangeBacklog };

/** What can be done with the whole list; a phone has it beside its filters. */
export function BacklogActions({ params, onChange }: BacklogActionsProps) {
  return (
    <div className="flex items-center gap-2 phone:hidden">
      <FiguresLink params={params} />
      <BacklogColumns params={params} onChange={onChange} />
      <CsvLink params={params} />
    </div>
  );
}
