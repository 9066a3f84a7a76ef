import { ImportLink } from "@/components/import/import-link.tsx";
import { BacklogColumns, type BacklogColumnsProps } from "./backlog-columns.tsx";
import { CsvLink } from "./csv-link.tsx";
import { FiguresLink } from "./figures-link.tsx";

/** What can be done with the whole list; a phone has it beside its filters. */
export function BacklogActions({ editable, ...props }: BacklogColumnsProps & { editable: boolean }) {
  const { params } = props;
  return (
    <div className="flex items-center gap-2 phone:hidden">
      <FiguresLink params={params} />
      <BacklogColumns {...props} />
      <CsvLink params={params} />
      {editable && <ImportLink />}
    </div>
  );
}
