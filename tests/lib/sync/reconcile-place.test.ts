import { expect, test } from "vitest";
import { afterPage, BEGIN, readPlace, textOf, type Place, type PlaceAt } from "@/lib/sync/reconcile-place.ts";

const FRAME = { since: "2026-05-01T00:00:00.000Z", began_at: "2026-11-22T10:00:00.000Z" };
const OPEN: PlaceAt<"listing"> = { step: "listing", ...FRAME, pages: 0, state: "opened", page: null };

test("the open issues are listed to their end, then the closed ones, then what neither listing had is looked for", () => {
  const second = afterPage(OPEN, "page 2", false);
  expect(second).toEqual({ ...OPEN, pages: 1, page: "page 2" });
  const closed: Place = { ...OPEN, pages: 2, state: "closed", page: null };
  expect(afterPage({ ...OPEN, pages: 1, page: "page 2" }, null, false)).toEqual(closed);
  expect(afterPage(closed, null, true)).toEqual({ step: "missing", ...FRAME, pages: 3, sweep: true, after: 0 });
});

test("a place is one text however it was put together, and reads back as itself", () => {
  const { step, ...rest } = OPEN;
  const turned: Place = { ...rest, step };
  expect(textOf(turned)).toBe(textOf(OPEN));
  const places: Place[] = [
    BEGIN,
    { step: "second_look" },
    OPEN,
    { step: "missing", ...FRAME, pages: 3, sweep: true, after: 12 },
    { step: "older", ...FRAME, since: null, pages: 4, sweep: false, after: "148200214" },
    { step: "leaving", asked_at: FRAME.since, answered_at: FRAME.began_at, after: "0" },
  ];
  expect(places.map((place) => readPlace(textOf(place)))).toEqual(places);
  expect(new Set(places.map(textOf)).size).toBe(places.length);
});

test("a run that has not begun stands at the beginning; what cannot be read is said, and not tried again", () => {
  expect(readPlace(null)).toEqual(BEGIN);
  for (const text of ["", "{}", '{"step":"listing"}', '{"step":"begin","page":1}', "null"]) {
    expect(() => readPlace(text)).toThrow(expect.objectContaining({ code: "invalid_request", retry: "never" }));
  }
});
