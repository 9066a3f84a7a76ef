import { NativeSelect } from "@/components/ui/native-select.tsx";
import { DEFAULT_SORT } from "@/lib/issues/filters.ts";

type SortSelectProps = { sort: string | undefined; onChange: (sort: string) => void };

/** The orders people ask for on a phone, where there are no column heads to touch. */
const ORDERS: Record<string, string> = {
  "-updated_at": "Updated, newest first",
  updated_at: "Updated, oldest first",
  "-created_at": "Created, newest first",
  due: "Due, soonest first",
  priority: "Priority, highest first",
  status: "Status",
  title: "Title",
  project: "Project",
};

export function SortSelect({ sort = DEFAULT_SORT, onChange }: SortSelectProps) {
  const known = Object.hasOwn(ORDERS, sort);
  return (
    <NativeSelect aria-label="Order" value={sort} onChange={(event) => onChange(event.target.value)} className="w-full">
      {!known && <option value={sort}>As set in the table</option>}
      {Object.entries(ORDERS).map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </NativeSelect>
  );
}
