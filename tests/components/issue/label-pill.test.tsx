import { render, screen } from "@testing-library/react";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LabelPill } from "@/components/issue/label-pill.tsx";
import { contrast } from "@/lib/color.ts";

/** `rgb(1, 2, 3)`, as the browser has it, as `#010203`. */
function hex(color: string): string {
  return `#${(color.match(/\d+/g) ?? []).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}

describe("a label", () => {
  test("has text of at least 4.5:1 on GitLab's colour", () => {
    const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(color, (given) => {
        const { unmount } = render(<LabelPill title="bug" color={given} />);
        const style = getComputedStyle(screen.getByTitle("bug"));
        expect(hex(style.backgroundColor)).toBe(given);
        expect(contrast(given, hex(style.color))).toBeGreaterThanOrEqual(4.5);
        unmount();
      }),
      { numRuns: 50 },
    );
  });

  test("of a scope has two halves and reads as it is written", () => {
    render(<LabelPill title="team::web::review" color="#5843ad" />);
    expect(screen.getByTitle("team::web::review")).toHaveTextContent("team::web::review");
    expect(screen.getByText("review")).toBeInTheDocument();
  });

  test.each(["::odd", "odd::", "plain", "::"])("that only looks scoped is one: %s", (title) => {
    render(<LabelPill title={title} color="#5843ad" />);
    expect(screen.getByText(title)).toBeInTheDocument();
  });

  test("is text and no more, and its colour nothing but a colour", () => {
    const title = "<img src=x onerror=alert(1)>";
    const { container } = render(<LabelPill title={title} color={'red" onload="alert(1)'} />);
    expect(container.querySelector("img")).toBeNull();
    expect(hex(getComputedStyle(screen.getByTitle(title)).backgroundColor)).toBe("#5c5c66");
  });
});
