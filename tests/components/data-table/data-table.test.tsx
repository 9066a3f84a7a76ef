import { useTable } from "@tanstack/react-table";
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { DataTable } from "@/components/data-table/data-table.tsx";
import { features } from "@/components/data-table/features.ts";

const COLUMNS = [{ id: "name", header: "Name", accessorFn: ({ name }: { name: string }) => name }];
const DATA = [{ name: "First" }];

function Table() {
  const table = useTable({ features, columns: COLUMNS, data: DATA });
  return <DataTable table={table} label="Things" />;
}

test("the first column is sticky only while the table is wider than its place", () => {
  const observed = new Map<Element, () => void>();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(private readonly told: () => void) {}
      observe = (element: Element) => observed.set(element, this.told);
      disconnect = () => observed.clear();
    },
  );
  const { unmount } = render(<Table />);
  const table = screen.getByRole("table", { name: "Things" });
  const scroller = table.parentElement ?? expect.fail("the table stands in nothing");
  expect([...observed.keys()]).toEqual([scroller, table]);
  const width = vi.spyOn(scroller, "scrollWidth", "get").mockReturnValue(1_200);
  const room = vi.spyOn(scroller, "clientWidth", "get").mockReturnValue(1_200);
  observed.get(table)?.();
  expect(scroller).not.toHaveAttribute("data-wider");
  room.mockReturnValue(900);
  observed.get(scroller)?.();
  expect(scroller).toHaveAttribute("data-wider");
  expect(screen.getByRole("cell", { name: "First" })).toHaveClass("group-data-wider/scroller:sticky", { exact: false });
  width.mockReturnValue(900);
  observed.get(table)?.();
  expect(scroller).not.toHaveAttribute("data-wider");
  unmount();
  expect(observed.size).toBe(0);
});
