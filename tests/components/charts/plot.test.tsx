import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderToString } from "react-dom/server";
import { beforeEach, describe, expect, test } from "vitest";
import type { ChartSeries } from "@/components/charts/chart-table.ts";
import { Plot } from "@/components/charts/plot.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { count, day, giveSize, SERIES, table } from "./tables.ts";

beforeEach(() => giveSize());

const LINES: ChartSeries[] = [
  { key: "completed", name: "Median", color: "purple", look: "line" },
  { key: "closed_not_done", name: "p85", color: "purple", look: "dashed" },
];

const drawing = () => screen.findByRole("application", { name: /^Completed\. / });
const linksIn = async () =>
  [...(await drawing()).querySelectorAll("a")].map((link) => [
    link.getAttribute("aria-label"),
    link.getAttribute("href"),
  ]);

describe("bars", () => {
  test("each is a link to its list; what is 0 is no bar", async () => {
    renderAt(<Plot kind="bars" table={table()} series={SERIES} label="Completed" />);
    expect(await linksIn()).toEqual([
      ["Day 2026-11-20: 4 Completed", "/backlog?a=1"],
      ["Day 2026-11-22: 1200 Completed", "/backlog?a=3"],
      ["Day 2026-11-20: 1 Closed, not done", "/backlog?b=1"],
      ["Day 2026-11-22: 3 Closed, not done", "/backlog?b=3,4"],
    ]);
  });

  test("series differ in their filling, and what is not known whole has a dashed edge", async () => {
    renderAt(<Plot kind="bars" table={table()} series={SERIES} label="Completed" />);
    const bars = [...(await drawing()).querySelectorAll("a rect:last-child")];
    expect(bars.map((bar) => bar.getAttribute("stroke-dasharray"))).toEqual(["3 2", null, "3 2", null]);
    const [solid, , striped] = bars.map((bar) => bar.getAttribute("fill") ?? "");
    expect(solid).toBe("green");
    const pattern = striped?.replace(/^url\(#(.+)\)$/, "$1") ?? "";
    expect(document.getElementById(pattern)?.tagName).toBe("pattern");
  });

  test("a low bar is as easy to hit as a high one", async () => {
    renderAt(<Plot kind="bars" table={table()} series={SERIES} label="Completed" />);
    const targets = [...(await drawing()).querySelectorAll("a rect:first-child")];
    expect(targets).toHaveLength(4);
    for (const target of targets) expect(Number(target.getAttribute("height"))).toBeGreaterThanOrEqual(24);
  });

  test("bars of one stack stand on one another", async () => {
    const rows = [day("2026-11-20", { cells: { completed: count(4, "a"), closed_not_done: count(4, "b") } })];
    renderAt(<Plot kind="stacked" table={table({ rows })} series={SERIES} label="Completed" />);
    const [lower, upper] = [...(await drawing()).querySelectorAll("a rect:last-child")].map((bar) => ({
      x: Number(bar.getAttribute("x")),
      y: Number(bar.getAttribute("y")),
      height: Number(bar.getAttribute("height")),
    }));
    expect(upper?.x).toBe(lower?.x);
    expect(upper && upper.y + upper.height).toBeCloseTo(lower?.y ?? 0, 3);
  });
});

describe("lines", () => {
  test("each point is a link to its list; where there is no value there is no point", async () => {
    const rows = [...table().rows, day("2026-11-23")];
    renderAt(<Plot kind="lines" table={table({ rows })} series={LINES} label="Completed" />);
    expect((await linksIn()).map(([, href]) => href)).toEqual(
      ["a=1", "a=2", "a=3", "b=1", "b=2", "b=3,4"].map((query) => `/backlog?${query}`),
    );
  });

  test("series differ in their dashes and in the shape of their points, and what is not known whole is hollow", async () => {
    renderAt(<Plot kind="lines" table={table()} series={LINES} label="Completed" />);
    const svg = await drawing();
    const curves = [...svg.querySelectorAll(".recharts-line-curve")];
    expect(curves.map((curve) => curve.getAttribute("stroke-dasharray"))).toEqual([null, "6 4"]);
    const points = [...svg.querySelectorAll("a > :last-child")];
    expect(points.map((point) => point.tagName)).toEqual([...Array(3).fill("circle"), ...Array(3).fill("rect")]);
    expect(points.map((point) => point.getAttribute("fill"))).toEqual([
      ...["var(--card)", "purple", "purple"],
      ...["var(--card)", "purple", "purple"],
    ]);
  });
});

test("what bends a trend is a dashed line at its day, and other days have none", async () => {
  renderAt(<Plot kind="bars" table={table()} series={SERIES} label="Completed" />);
  const svg = await drawing();
  await waitFor(() => expect(svg.querySelectorAll(".recharts-reference-line-line")).toHaveLength(1));
  expect(svg.querySelector(".recharts-reference-line-line")).toHaveAttribute("stroke-dasharray", "3 3");
});

test("the arrow keys read its points, with all that its table says of them", async () => {
  renderAt(<Plot kind="bars" table={table()} series={SERIES} label="Completed" />);
  const svg = await drawing();
  await userEvent.tab();
  expect(svg).toHaveFocus();
  expect(await screen.findByRole("status")).toHaveTextContent("Day 2026-11-20Completed4Closed, not done1");
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Day 2026-11-22"));
  expect(screen.getByRole("status")).toHaveTextContent("99.75 %");
  expect(screen.getByRole("status")).toHaveTextContent("rules changed: Doing");
});

test("its links are not walked through one by one: the table has them", async () => {
  renderAt(<Plot kind="bars" table={table()} series={SERIES} label="Completed" />);
  for (const link of (await drawing()).querySelectorAll("a")) expect(link).toHaveAttribute("tabindex", "-1");
});

test("the server draws none: on paper its table takes the place that a skeleton has on the screen", () => {
  const html = renderToString(<Plot kind="bars" table={table({ rows: [] })} series={SERIES} label="Completed" />);
  expect(html).toContain("<table");
  expect(html).toContain("print:table");
  expect(html).not.toContain("recharts");
});
