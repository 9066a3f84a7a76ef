import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";

type PaginationBarProps = {
  page: number;
  pageSize: number;
  pageSizes: readonly number[];
  total: number;
  /** `1–50 of 4,812` */
  range: string;
  onPage: (page: number) => void;
  onPageSize: (size: number) => void;
};

/** Where one is in a long list, and the way on. */
export function PaginationBar(props: PaginationBarProps) {
  const { page, pageSize, total, range } = props;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return (
    <nav aria-label="Pages" className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <span className="tabular-nums">{range}</span>
      <SizeChoice {...props} />
      <span className="text-muted-foreground tabular-nums phone:hidden">
        Page {page.toLocaleString("en-US")} of {pages.toLocaleString("en-US")}
      </span>
      <Steps {...props} pages={pages} />
    </nav>
  );
}

function SizeChoice({ pageSize, pageSizes, onPageSize }: PaginationBarProps) {
  const sizes = [...new Set([...pageSizes, pageSize])].toSorted((a, b) => a - b);
  return (
    <label className="ml-auto flex items-center gap-2 text-muted-foreground">
      <span className="phone:sr-only">Rows</span>
      <NativeSelect
        value={pageSize}
        onChange={(event) => onPageSize(Number(event.target.value))}
        className="h-7 px-1.5 text-sm tabular-nums"
      >
        {sizes.map((size) => (
          <option key={size} value={size}>
            {size}
          </option>
        ))}
      </NativeSelect>
    </label>
  );
}

function Steps({ page, pages, onPage }: PaginationBarProps & { pages: number }) {
  const step = { variant: "outline", size: "icon-sm" } as const;
  return (
    <div className="flex gap-1">
      <Button
        {...step}
        aria-label="Previous page"
        disabled={page <= 1}
        onClick={() => onPage(Math.min(page - 1, pages))}
      >
        <ChevronLeft />
      </Button>
      <Button {...step} aria-label="Next page" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        <ChevronRight />
      </Button>
    </div>
  );
}
