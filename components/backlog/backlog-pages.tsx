import { PaginationBar } from "@/components/data-table/pagination-bar.tsx";
import { type BacklogParams, DEFAULT_PAGE_SIZE } from "@/lib/issues/filters.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { rangeWords } from "@/lib/issues/wording.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";

const PAGE_SIZES = [25, 50, 100, 200];

type BacklogPagesProps = { list: IssueList | undefined; params: BacklogParams; onChange: ChangeBacklog };

/** The bar under the rows. It stands there before the rows do, so that nothing jumps. */
export function BacklogPages({ list, params, onChange }: BacklogPagesProps) {
  const page = list?.page ?? Number(params.page ?? 1);
  const pageSize = list?.page_size ?? Number(params.page_size ?? DEFAULT_PAGE_SIZE);
  const total = list?.total ?? 0;
  return (
    <div className="px-6 phone:px-4 phone:py-2">
      <PaginationBar
        {...{ page, pageSize, total }}
        pageSizes={PAGE_SIZES}
        range={list ? rangeWords({ page, pageSize, total }) : ""}
        onPage={(next) => onChange({ page: String(next) })}
        onPageSize={(size) => onChange({ page_size: String(size) })}
      />
    </div>
  );
}
