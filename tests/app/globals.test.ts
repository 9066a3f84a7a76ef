import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("app/globals.css", "utf8");
const LIGHT = variablesOf(":root");
const DARK = variablesOf(".dark");

const SURFACES = ["background", "card", "popover", "muted", "selected"];
const STATUSES = ["not-started", "in-progress", "blocked", "completed", "closed-not-done", "overdue"];
const CHARTS = ["created", "closed", "duration"];
const TEXT = 4.5;
const EDGE = 3;

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
])("in the %s theme", (_, theme) => {
  const ratio = (front: string, back: string) => contrast(colour(theme, front), colour(theme, back));

  test.each(["foreground", "muted-foreground", "primary", "destructive", ...STATUSES.map((name) => `status-${name}`)])(
    "%s can be read on every surface",
    (name) => {
      for (const surface of SURFACES) expect(ratio(name, surface), surface).toBeGreaterThanOrEqual(TEXT);
    },
  );

  test.each(STATUSES)("the pill %s can be read, in its own colour and in the text's", (name) => {
    expect(ratio(`status-${name}`, `status-${name}-soft`)).toBeGreaterThanOrEqual(TEXT);
    expect(ratio("foreground", `status-${name}-soft`)).toBeGreaterThanOrEqual(TEXT);
  });

  test.each(["primary", "destructive"])("what stands on %s can be read", (name) => {
    expect(ratio(`${name}-foreground`, name)).toBeGreaterThanOrEqual(TEXT);
  });

  test.each(["input", "ring"])("%s is an edge that can be seen on every surface", (name) => {
    for (const surface of SURFACES) expect(ratio(name, surface), surface).toBeGreaterThanOrEqual(EDGE);
  });

  test.each(CHARTS)("%s can be seen in a chart on every surface", (name) => {
    for (const surface of SURFACES) expect(ratio(`chart-${name}`, surface), surface).toBeGreaterThanOrEqual(EDGE);
  });

  test("what a chart tells that is no status has none of their colours", () => {
    const statuses = new Set(STATUSES.map((name) => theme.get(`status-${name}`)));
    for (const name of CHARTS) expect(statuses).not.toContain(theme.get(`chart-${name}`));
  });

  test("the six statuses are six colours", () => {
    expect(new Set(STATUSES.map((name) => theme.get(`status-${name}`))).size).toBe(STATUSES.length);
  });
});

test("both themes name the same colours", () => {
  expect([...DARK.keys()]).toEqual([...LIGHT.keys()]);
});

function variablesOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map([...block.matchAll(/--([a-z-]+): ([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

function colour(theme: Map<string, string>, name: string): string {
  const value = theme.get(name) ?? "";
  if (!/^#[0-9a-f]{6}$/.test(value)) throw new Error(`--${name} is ${value || "missing"}, not #rrggbb`);
  return value;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(front: string, back: string): number {
  const [light = 0, dark = 0] = [luminance(front), luminance(back)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
