import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Checkbox } from "@/components/ui/checkbox.tsx";

test("it is ticked by mouse and by the space bar, and says so as true or false", async () => {
  const onCheckedChange = vi.fn();
  render(<Checkbox aria-label="Blocked" defaultChecked={false} onCheckedChange={onCheckedChange} />);
  await userEvent.click(screen.getByRole("checkbox", { name: "Blocked" }));
  await userEvent.keyboard(" ");
  expect(onCheckedChange.mock.calls).toEqual([[true], [false]]);
});

test("some of many is neither ticked nor not", () => {
  const { rerender } = render(<Checkbox aria-label="All" checked={false} indeterminate readOnly />);
  expect(screen.getByRole("checkbox")).toBePartiallyChecked();
  rerender(<Checkbox aria-label="All" checked readOnly />);
  expect(screen.getByRole("checkbox")).toBeChecked();
  expect(screen.getByRole("checkbox")).not.toBePartiallyChecked();
});
