import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ChartCard } from "@/components/charts/chart-card.tsx";
import type { ChartTable } from "@/components/charts/chart-table.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { table } from "./tables.ts";

function refused(): never {
  throw new DOMException("not allowed", "SecurityError");
}

function showCard(shown: ChartTable | null = table(), title = "Completed") {
  renderAt(
    <ChartCard
      title={title}
      helpHref="/help#completed"
      lede="57 completed"
      table={shown ?? undefined}
      fileName="completed.csv"
    >
      <p>the chart</p>
    </ChartCard>,
  );
}

const tableButton = () => screen.getByRole("button", { name: "Table: Completed" });

test("the button shows the table in the chart's place, and the chart again", async () => {
  showCard();
  expect(tableButton()).toHaveAttribute("aria-pressed", "false");
  await userEvent.click(tableButton());
  expect(tableButton()).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByRole("table", { name: "Completed by day" })).toBeVisible();
  expect(screen.queryByText("the chart")).not.toBeInTheDocument();
  await userEvent.click(tableButton());
  expect(screen.getByText("the chart")).toBeVisible();
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
});

test("who comes back finds the table again, of this chart alone, also where the browser keeps nothing", async () => {
  showCard();
  await userEvent.click(tableButton());
  cleanup();
  showCard(table(), "Lead time");
  expect(screen.getByRole("button", { name: "Table: Lead time" })).toHaveAttribute("aria-pressed", "false");
  cleanup();
  showCard();
  expect(tableButton()).toHaveAttribute("aria-pressed", "true");
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(refused);
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(refused);
  vi.spyOn(Storage.prototype, "removeItem").mockImplementation(refused);
  await userEvent.click(tableButton());
  expect(screen.getByText("the chart")).toBeVisible();
});

test("the table names its columns and rows, links what it counts, and says what must be known of a row", async () => {
  showCard();
  await userEvent.click(tableButton());
  const names = screen.getAllByRole("columnheader").map((one) => one.textContent);
  expect(names).toEqual(["Day", "Completed", "Closed, not done", "Share"]);
  const [, first, second, third] = screen.getAllByRole("row");
  expect(within(first ?? document.body).getByRole("rowheader")).toHaveTextContent("incomplete before 21 Nov 2026");
  expect(within(second ?? document.body).getByRole("rowheader")).toHaveTextContent(/^Day 2026-11-21$/);
  const links = within(third ?? document.body).getAllByRole("link");
  expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["1200", "/backlog?a=3"],
    ["3", "/backlog?b=3,4"],
  ]);
  expect(
    within(second ?? document.body)
      .getAllByRole("cell")
      .at(-1),
  ).toHaveTextContent("–");
});

test("the file is written from the table, under its name", async () => {
  const blobs: Blob[] = [];
  const saved: string[] = [];
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: (blob: Blob) => (blobs.push(blob), "blob:1") }));
  Object.assign(URL, { revokeObjectURL: () => {} });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push(`${this.download} ${this.href}`);
  });
  showCard();
  await userEvent.click(screen.getByRole("button", { name: "CSV: Completed" }));
  expect(saved).toEqual(["completed.csv blob:1"]);
  const bytes = new Uint8Array((await blobs[0]?.arrayBuffer()) ?? new ArrayBuffer(0));
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(await blobs[0]?.text()).toContain(`${window.location.origin}/backlog?a=3`);
});

test("while there is nothing to tell there is neither table nor file", () => {
  showCard(null);
  expect(tableButton()).toBeDisabled();
  expect(screen.getByRole("button", { name: "CSV: Completed" })).toBeDisabled();
  expect(screen.getByText("the chart")).toBeVisible();
});

test("it leads to what its title means", () => {
  showCard();
  expect(screen.getByRole("link", { name: "What “Completed” means" })).toHaveAttribute("href", "/help#completed");
});
