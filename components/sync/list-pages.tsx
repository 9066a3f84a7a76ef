"use client";

import { PaginationBar } from "@/components/data-table/pagination-bar.tsx";
import { count } from "@/lib/sync/wording.ts";

const PAGE_SIZES = [25, 50, 100];

type ListPagesProps = {
  list: { page: number; page_size: number; total: number; data: readonly unknown[] } | undefined;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
};

/** The bar under a list, where it has more than a page. */
export function ListPages({ list, onPage, onPageSize }: ListPagesProps) {
  if (list === undefined || list.total <= Math.min(list.page_size, PAGE_SIZES[0] ?? 0)) return null;
  const { page, page_size: pageSize, total } = list;
  const first = (page - 1) * pageSize + 1;
  const range = `${count(first)}–${count(first + list.data.length - 1)} of ${count(total)}`;
  return (
    <div className="border-t px-4">
      <PaginationBar {...{ page, pageSize, total, range, onPage, onPageSize }} pageSizes={PAGE_SIZES} />
    </div>
  );
}
