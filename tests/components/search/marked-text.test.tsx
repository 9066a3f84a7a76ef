import { readFileSync } from "node:fs";
import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { MarkedText } from "@/components/search/marked-text.tsx";
import { contrast } from "@/lib/color.ts";

test("marks what was found and leaves the text as it was written", () => {
  const { container } = render(<MarkedText text="İade <b>& ödeme" words={["iade", "odeme"]} />);
  expect(container).toHaveTextContent("İade <b>& ödeme");
  expect([...container.querySelectorAll("mark")].map(({ textContent }) => textContent)).toEqual(["İade", "ödeme"]);
});

test("without words it is the text alone", () => {
  const { container } = render(<MarkedText text="Payment" words={[]} />);
  expect(container.innerHTML).toBe("Payment");
});

test.each([":root", ".dark"])("what is marked can be read on every surface of %s", (theme) => {
  const { container } = render(<MarkedText text="Payment" words={["payment"]} />);
  const share = Number(/\bbg-primary\/(\d+)\b/.exec(container.querySelector("mark")?.className ?? "")?.[1]) / 100;
  expect(container.querySelector("mark")).toHaveClass("text-foreground");
  const colour = colours(theme);
  for (const surface of ["background", "card", "popover", "muted", "selected"]) {
    const behind = mix(colour("primary"), colour(surface), share);
    expect(contrast(colour("foreground"), behind), surface).toBeGreaterThanOrEqual(4.5);
  }
});

function colours(theme: string): (name: string) => string {
  const css = readFileSync("app/globals.css", "utf8");
  const block = css.slice(css.indexOf(`${theme} {`));
  return (name) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? "";
}

/** `front` at that share of opacity over `behind`. */
function mix(front: string, behind: string, share: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);
  const mixed = [0, 1, 2].map((at) => Math.round(share * channel(front, at) + (1 - share) * channel(behind, at)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
