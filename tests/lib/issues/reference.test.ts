import { describe, expect, it } from "vitest";
import { parseReference } from "@/lib/issues/reference.ts";

describe("a reference", () => {
  it.each([
    ["#12", { path: null, iid: 12 }],
    ["12", { path: null, iid: 12 }],
    [" #12 ", { path: null, iid: 12 }],
    ["acme/shop#7", { path: "acme/shop", iid: 7 }],
    ["acme/web/shop.js#7", { path: "acme/web/shop.js", iid: 7 }],
    ["https://gitlab.test/acme/shop/-/issues/7", { path: "acme/shop", iid: 7 }],
    ["https://gitlab.test/acme/shop/issues/7", { path: "acme/shop", iid: 7 }],
    ["https://gitlab.test/acme/web/shop/-/work_items/7?x=1#note_3", { path: "acme/web/shop", iid: 7 }],
  ])("%s is read", (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });

  it.each([
    "",
    "#",
    "#abc",
    "shop#7",
    "12 monkeys",
    "#99999999999",
    "https://gitlab.test/acme/shop/-/merge_requests/7",
  ])("%j is none", (text) => {
    expect(parseReference(text)).toBeNull();
  });
});
