import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { PaginationBar } from "@/components/data-table/pagination-bar.tsx";

function show(page: number, total: number, pageSize = 50) {
  const [onPage, onPageSize] = [vi.fn(), vi.fn()];
  render(<PaginationBar pageSizes={[25, 50]} range="1–50" {...{ page, pageSize, total, onPage, onPageSize }} />);
  return { onPage, onPageSize };
}

const previous = () => screen.getByRole("button", { name: "Previous page" });
const next = () => screen.getByRole("button", { name: "Next page" });

test("the ends of a list have no way past them", () => {
  show(1, 50);
  expect(previous()).toBeDisabled();
  expect(next()).toBeDisabled();
  expect(screen.getByText("Page 1 of 1")).toBeInTheDocument();
});

test("an empty list is one page", () => {
  show(1, 0);
  expect(next()).toBeDisabled();
  expect(screen.getByText("Page 1 of 1")).toBeInTheDocument();
});

test("it leads one on and one back", async () => {
  const { onPage } = show(2, 101);
  await userEvent.click(previous());
  await userEvent.click(next());
  expect(onPage.mock.calls).toEqual([[1], [3]]);
});

test("from a page past the last one it leads back to the last", async () => {
  const { onPage } = show(99, 101);
  await userEvent.click(previous());
  expect(onPage).toHaveBeenCalledWith(3);
});

test("a size that came by the URL is among the choices", async () => {
  const { onPageSize } = show(1, 500, 30);
  const sizes = screen.getByRole("combobox", { name: "Rows" });
  expect([...sizes.children].map((size) => size.textContent)).toEqual(["25", "30", "50"]);
  await userEvent.selectOptions(sizes, "25");
  expect(onPageSize).toHaveBeenCalledWith(25);
});
