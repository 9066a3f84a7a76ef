import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, FALLBACK_COLOR, safeColor, textColorOn } from "@/lib/color.ts";

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("the text on a label", () => {
  it("has at least 4.5:1 on every colour there is", () => {
    fc.assert(
      fc.property(color, (background) => {
        expect(contrast(background, textColorOn(background))).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000 },
    );
  });

  it("has it on every grey, among which is the hardest", () => {
    for (let level = 0; level < 256; level++) {
      const grey = `#${level.toString(16).padStart(2, "0").repeat(3)}`;
      expect(contrast(grey, textColorOn(grey))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("is white on dark and black on light", () => {
    expect([textColorOn("#330066"), textColorOn("#f0ad4e")]).toEqual(["#ffffff", "#000000"]);
  });
});

describe("the contrast of two colours", () => {
  it("is that of the WCAG's examples, in either order", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#ffffff", "#777777")).toBeCloseTo(4.48, 2);
    expect(contrast("#777777", "#ffffff")).toBe(contrast("#ffffff", "#777777"));
    expect(contrast("#123456", "#123456")).toBe(1);
  });
});

describe("a colour from GitLab", () => {
  it("is taken where it is exactly six hex digits", () => {
    expect(safeColor("#AbCdEf")).toBe("#abcdef");
  });

  it.each(["red", "#fff", "#12345g", "#123456 ", "url(x)", "#123456;background:url(x)", ""])(
    "is grey for %j",
    (text) => {
      expect(safeColor(text)).toBe(FALLBACK_COLOR);
    },
  );
});
