import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { FiguresLink } from "@/components/backlog/figures-link.tsx";
import { renderAt } from "@/tests/support/components.tsx";

test("the figures of the listed issues take the filters along, without the look back, order and columns", () => {
  renderAt(
    <FiguresLink params={{ label: "bug", completed_from: "2026-03-01", sort: "title", page: "3", columns: "due" }} />,
  );
  expect(screen.getByRole("link", { name: "Figures of these issues" })).toHaveAttribute(
    "href",
    "/?label=bug&completed_from=2026-03-01",
  );
});

test("without filters that figures take the navigation leads there", () => {
  renderAt(<FiguresLink params={{ as_of: "2026-03-01", sort: "title" }} />);
  expect(screen.queryByRole("link")).not.toBeInTheDocument();
});
