// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { issueAt, keyOf, mentionLinks, mentionsIn, placeOf, type Mirrored } from "@/lib/issues/mentions.ts";
import { renderMarkdown } from "@/lib/markdown.ts";

const GITLAB = "https://gitlab.example.com/tools";
const PLACE = { gitlab: GITLAB, path: "acme/shop" };
const found = (text: string) => mentionsIn(text, PLACE).map(({ text: words, named }) => [words, keyOf(named)]);

describe("what a text names", () => {
  test.each([
    ["#12", "issue acme/shop 12"],
    ["Acme/Sub.group/web-app#7", "issue acme/sub.group/web-app 7"],
    ["!3", "merge_request acme/shop 3"],
    ["acme/web!3", "merge_request acme/web 3"],
    ["&4", "epic acme 4"],
    ["@ana.lund", "user ana.lund"],
    ["~bug", "label bug"],
    ["~workflow::in", "label workflow::in"],
    ['~"in review, later"', "label in review, later"],
    ["~Größe", "label größe"],
    ['%"Q1 2026"', "milestone q1 2026"],
    ["%v1.2", "milestone v1.2"],
  ])("%s", (written, key) => {
    expect(found(written)).toEqual([[written, key]]);
    expect(found(`See (${written}), and ${written}.`)).toEqual([
      [written, key],
      [written, key],
    ]);
  });

  test.each([
    "a#12",
    "##12",
    "#12a",
    "#1234567890",
    "ana@example.com",
    "a&4",
    "100%done",
    "~",
    "%",
    "# 12",
    "@",
    "//x#1",
  ])("%s names nothing", (text) => expect(found(text)).toEqual([]));

  test("is read in time that grows with its length, however hostile", () => {
    for (const part of ["a/", "~a:", '%"', "@a.", "a.", "#1#", "&", "~~", "a-"]) {
      const text = part.repeat(50_000);
      const startedAt = performance.now();
      mentionsIn(text, PLACE);
      expect(performance.now() - startedAt, part).toBeLessThan(5_000);
    }
  });
});

test("the place is read off the issue's address, also of a GitLab below a path", () => {
  expect(placeOf(`${GITLAB}/acme/shop/-/issues/3`, "acme/shop")).toEqual(PLACE);
  expect(placeOf("https://gitlab.example.com/other/-/issues/3", "acme/shop")).toBeNull();
});

test("an address in that GitLab names its issue, another does not", () => {
  expect(issueAt(`${GITLAB}/acme/web/-/issues/7#note_1`, PLACE)).toEqual({ kind: "issue", path: "acme/web", iid: 7 });
  expect(issueAt("https://gitlab.example.com/acme/web/-/issues/7", PLACE)).toBeNull();
  expect(issueAt(`${GITLAB}/acme/web/-/merge_requests/7`, PLACE)).toBeNull();
});

describe("in an issue's text", () => {
  const mirrored: Mirrored = new Map([
    ["issue acme/shop 12", { href: "/issues/1", title: "Pay <now>" }],
    ["user ana", { title: "Ana" }],
    ["label bug", { title: "bug" }],
  ]);
  const options = { allowedHost: "gitlab.example.com", issueUrl: `${GITLAB}/acme/shop/-/issues/3` };
  const links = (text: string) => {
    const html = renderMarkdown(text, { ...options, ...mentionLinks(PLACE, mirrored) });
    const document = new DOMParser().parseFromString(html, "text/html");
    return [...document.querySelectorAll("a")].map((a) => [a.textContent, a.getAttribute("href"), a.title]);
  };

  test("mirrored issues lead to their page, others to GitLab, unknown names nowhere", () => {
    expect(links("After #12 comes #13, says @ana and @types: ~bug, not ~feature; printf %s")).toEqual([
      ["#12", "/issues/1", "Pay <now>"],
      ["#13", `${GITLAB}/acme/shop/-/issues/13`, ""],
      ["@ana", `${GITLAB}/ana`, "Ana"],
      ["~bug", `${GITLAB}/acme/shop/-/issues?label_name%5B%5D=bug`, "bug"],
    ]);
  });

  test("a pasted address of a mirrored issue leads to its page", () => {
    const address = `${GITLAB}/acme/shop/-/issues/12`;
    expect(links(`${address} and [words](${address})`)).toEqual([
      [address, "/issues/1", "Pay <now>"],
      ["words", "/issues/1", "Pay <now>"],
    ]);
  });

  test("nothing is a mention in code or within a link, and the text around it stays as it was", () => {
    expect(links("`#12` and [see #12](https://example.com)\n\n    #12\n")).toEqual([
      ["see #12", "https://example.com", ""],
    ]);
    const html = renderMarkdown("<b> #13 & *more*", { ...options, ...mentionLinks(PLACE, mirrored) });
    expect(html).toContain("&lt;b&gt; <a");
    expect(html).toContain("</a> &amp; <em>more</em>");
  });
});
