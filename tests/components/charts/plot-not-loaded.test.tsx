import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Plot } from "@/components/charts/plot.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { SERIES, table } from "./tables.ts";

// As when the network is gone before the drawing's code has come.
vi.mock("recharts", () => {
  throw new Error("Failed to fetch dynamically imported module");
});

test.each(["bars", "stacked", "lines"] as const)(
  "%s that could not be loaded are told by their table",
  async (kind) => {
    renderAt(<Plot kind={kind} table={table()} series={SERIES} label="Completed" />);
    expect(await screen.findByText(/The chart could not be loaded/)).toBeVisible();
    expect(screen.getByRole("table", { name: "Completed by day" })).toBeVisible();
    expect(screen.getAllByRole("link")).toHaveLength(6);
  },
);
