import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { SparkLine } from "@/components/charts/spark-line.tsx";

function pointsOf(values: number[]): [number, number][] {
  const { container, unmount } = render(<SparkLine values={values} label="Completed by day" />);
  const points = container.querySelector("polyline")?.getAttribute("points") ?? "";
  unmount();
  return points === "" ? [] : points.split(" ").map((point) => point.split(",").map(Number) as [number, number]);
}

test("it stands on 0 and reaches its top with the greatest value, from edge to edge", () => {
  expect(pointsOf([0, 5, 10])).toEqual([
    [3, 21],
    [50, 12],
    [97, 3],
  ]);
});

test("a line of equal values lies where they are, and one of zeros on the ground", () => {
  expect(pointsOf([4, 4])).toEqual([
    [3, 3],
    [97, 3],
  ]);
  expect(pointsOf([0, 0])).toEqual([
    [3, 21],
    [97, 21],
  ]);
});

test("one value is a point, none nothing at all", () => {
  expect(pointsOf([7])).toEqual([[3, 3]]);
  expect(pointsOf([])).toEqual([]);
});

test("it says in words what it is", () => {
  render(<SparkLine values={[1, 2]} label="Completed by day, 2 on the last" />);
  expect(screen.getByRole("img", { name: "Completed by day, 2 on the last" })).toBeVisible();
});
