import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Progress } from "@/components/ui/progress.tsx";

test.each([
  [25, 100, "25"],
  [999, 1_000, "100"],
  [130, 100, "100"],
  [0, 100, "0"],
])("%i of %i is %s percent", (value, max, percent) => {
  render(<Progress value={value} max={max} label="Bootstrap" />);
  expect(screen.getByRole("progressbar", { name: "Bootstrap" })).toHaveAttribute("aria-valuenow", percent);
});

test.each([null, 0])("of an unknown whole (%s) it claims no percentage", (max) => {
  render(<Progress value={40} max={max} label="Bootstrap" />);
  expect(screen.getByRole("progressbar")).not.toHaveAttribute("aria-valuenow");
});
