import { expect, test } from "vitest";
import { isPressed, isSingleCharacter, type Pressed, SHORTCUT_NAMES, SHORTCUTS } from "@/components/shortcuts/keys.ts";

const NOTHING_HELD = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

function pressed(key: string, held: Partial<Pressed> = {}) {
  return SHORTCUT_NAMES.filter((name) => isPressed(name, { ...NOTHING_HELD, key, ...held }));
}

test("a key is the shortcut it was declared as, and with another one held it is none", () => {
  expect(pressed("j")).toEqual(["row-next", "issue-next"]);
  for (const held of ["ctrlKey", "metaKey", "altKey", "shiftKey"]) expect(pressed("j", { [held]: true })).toEqual([]);
  expect(pressed("x")).toEqual(["row-select"]);
  expect(pressed("X", { shiftKey: true })).toEqual(["row-extend"]);
  expect(pressed("ArrowUp", { altKey: true })).toEqual(["column-up"]);
  expect(pressed("ArrowUp")).toEqual([]);
});

test("Ctrl and Command open the palette, both together do not", () => {
  expect(pressed("k", { ctrlKey: true })).toEqual(["palette"]);
  expect(pressed("K", { metaKey: true })).toEqual(["palette"]);
  expect(pressed("k", { ctrlKey: true, metaKey: true })).toEqual([]);
});

test("a capital that Caps Lock has made is the same key, and a sign may need Shift to be written", () => {
  expect(pressed("J")).toEqual(["row-next", "issue-next"]);
  expect(pressed("/", { shiftKey: true })).toEqual(["search"]);
  expect(pressed("?", { shiftKey: true })).toEqual(["shortcuts"]);
});

test("in one place a key means one thing", () => {
  const strokes = SHORTCUT_NAMES.map((name) => {
    const { key, place, with: held = "" } = SHORTCUTS[name];
    return `${place}: ${held} ${key}`;
  });
  expect(new Set(strokes).size).toBe(strokes.length);
  const everywhere = SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].place === "Everywhere");
  const elsewhere = SHORTCUT_NAMES.filter((name) => !everywhere.includes(name)).map((name) => SHORTCUTS[name].key);
  for (const name of everywhere.filter(isSingleCharacter)) expect(elsewhere).not.toContain(SHORTCUTS[name].key);
});
