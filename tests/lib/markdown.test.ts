// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { MAX_MARKDOWN_CHARACTERS, renderMarkdown } from "@/lib/markdown.ts";

const options = { allowedHost: "gitlab.example.com", issueUrl: "https://gitlab.example.com/acme/shop/-/issues/3" };
const render = (text: string | null) => renderMarkdown(text, options);
const parse = (text: string) => new DOMParser().parseFromString(render(text), "text/html");
const linksOf = (text: string) => [...parse(text).querySelectorAll("a")].map((link) => link.getAttribute("href"));

describe("the text of an issue", () => {
  it("is nothing where there is no text", () => {
    expect([render(null), render(""), render(" \n ")]).toEqual(["", "", ""]);
  });

  it("keeps paragraphs, emphasis, lists, quotes, code and rules", () => {
    expect(render("Some *words* and **more**, ~~less~~ and `code`.")).toBe(
      "<p>Some <em>words</em> and <strong>more</strong>, <s>less</s> and <code>code</code>.</p>\n",
    );
    expect(render("> said\n\n3. c\n4. d\n\n---\n")).toContain('<ol start="3">');
    expect(render("```js\nif (a < b) {}\n```")).toContain("if (a &lt; b) {}");
  });

  it("puts its headings below those of the page", () => {
    const document = parse("# One\n\n## Two\n\n###### Six");
    expect([...document.querySelectorAll("body > *")].map((heading) => heading.tagName)).toEqual(["H3", "H4", "H6"]);
  });

  it("aligns the columns of a table by class, not by style", () => {
    const html = render("| a | b | c |\n|:-:|--:|---|\n| 1 | 2 | 3 |");
    expect(html).toContain('<th class="center">a</th>');
    expect(html).toContain('<td class="right">2</td>');
    expect(html).not.toContain("style");
  });

  it("lets what scrolls sideways be reached by keyboard", () => {
    const document = parse("```\ncode\n```\n\n| a |\n|---|\n| 1 |");
    expect(document.querySelector("pre")?.getAttribute("tabindex")).toBe("0");
    expect(document.querySelector("table")?.getAttribute("tabindex")).toBe("0");
  });

  it("shows tasks as symbols with a name, in tight and in loose lists", () => {
    for (const gap of ["\n", "\n\n"]) {
      const document = parse(`- [x] done **well**${gap}- [ ] open${gap}- plain`);
      const boxes = [...document.querySelectorAll("li.task [role=img]")];
      expect(boxes.map((box) => box.getAttribute("aria-label"))).toEqual(["done", "to do"]);
      expect(document.querySelector("li")?.textContent?.trim()).toBe("☑ done well");
      expect(document.querySelectorAll("li")).toHaveLength(3);
      expect(document.querySelector("input")).toBeNull();
    }
  });

  it("is cut where it is too long, with a note, and never inside a character", () => {
    const html = render(`${"a".repeat(MAX_MARKDOWN_CHARACTERS - 1)}😀😀`);
    expect(html).toContain("The rest is in GitLab");
    expect(html).not.toContain("😀");
    expect(html.isWellFormed()).toBe(true);
    expect(render("a".repeat(MAX_MARKDOWN_CHARACTERS))).not.toContain("The rest is in GitLab");
  });
});

describe("links", () => {
  it("lead to http, https and mailto only, and say nothing to where they lead", () => {
    const document = parse(
      "[a](http://a.example) [b](https://b.example/x?y=1#z) [c](mailto:c@example.com) me@example.com",
    );
    const links = [...document.querySelectorAll("a")];
    expect(links).toHaveLength(4);
    for (const link of links) expect(link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java%0ascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/x)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "[x](README.md)",
  ])("do not exist for %s", (text) => {
    expect(linksOf(text)).toEqual([]);
  });

  it("are found in plain text", () => {
    expect(linksOf("see https://docs.example/a_b, or <https://two.example>")).toEqual([
      "https://docs.example/a_b",
      "https://two.example",
    ]);
  });

  it("within GitLab are read against the issue, uploads against its project", () => {
    expect(linksOf("[a](/uploads/0f/shot.png) [b](/acme/other/-/issues/1) [c](#note_5)")).toEqual([
      "https://gitlab.example.com/acme/shop/uploads/0f/shot.png",
      "https://gitlab.example.com/acme/other/-/issues/1",
      "https://gitlab.example.com/acme/shop/-/issues/3#note_5",
    ]);
  });

  it("within GitLab stay text where the issue's address is unknown or on another host", () => {
    const text = "[a](/uploads/0f/shot.png)";
    const { allowedHost } = options;
    expect(renderMarkdown(text, { allowedHost })).toBe("<p><span>a</span></p>\n");
    expect(renderMarkdown(text, { allowedHost, issueUrl: "https://evil.example/acme" })).not.toContain("href");
    expect(renderMarkdown(text, { allowedHost, issueUrl: "javascript:alert(1)" })).not.toContain("href");
  });
});

describe("images", () => {
  it("are not loaded: a link with their words stands instead", () => {
    const document = parse("![a *picture*](https://pics.example/1.png) ![](https://pics.example/2.png)");
    expect(document.querySelector("img")).toBeNull();
    expect([...document.querySelectorAll("a")].map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
      ["a *picture*", "https://pics.example/1.png"],
      ["image", "https://pics.example/2.png"],
    ]);
  });

  it("inside a link are its words", () => {
    expect(
      render("[![build](https://ci.example/b.svg)](https://ci.example) ![after](https://pics.example/3.png)"),
    ).toBe(
      '<p><a href="https://ci.example" rel="noopener noreferrer nofollow">build</a> ' +
        '<a href="https://pics.example/3.png" rel="noopener noreferrer nofollow">after</a></p>\n',
    );
  });

  it("with data in their address leave their words alone", () => {
    expect(linksOf("![x](data:image/png;base64,AAAA)")).toEqual([]);
  });
});

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '<svg onload="alert(1)"><animate onbegin=alert(1)></svg>',
  "<iframe src=https://evil.example></iframe>",
  "<style>body{display:none}</style>",
  '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
  "<div><p><b>unclosed",
  "<!-- --!><img src=x onerror=alert(1)> -->",
  "<math><mtext></p><img src=x onerror=alert(1)>",
  '![x"onerror="alert(1)](https://a.example/"onerror="alert(1))',
  '[x](https://a.example/ "y\\" onmouseover=\\"alert(1)")',
  "```<script>\n</code></pre><script>alert(1)</script>\n```",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "<details open ontoggle=alert(1)>",
  "</article></main><form action=https://evil.example><input name=password>",
];

const ALLOWED_TAGS = /^(A|BLOCKQUOTE|BR|CODE|EM|H[3-6]|HR|LI|OL|P|PRE|S|SPAN|STRONG|TABLE|TBODY|TD|TH|THEAD|TR|UL)$/;
const ALLOWED_ATTRIBUTES = /^(aria-label|class|href|rel|role|start|tabindex|title)$/;

describe("hostile text", () => {
  it.each([...HOSTILE, HOSTILE.join("\n\n"), HOSTILE.join(" ")])("is harmless: %s", (text) => {
    for (const element of parse(text).querySelectorAll("body *")) {
      expect(element.tagName).toMatch(ALLOWED_TAGS);
      for (const { name } of element.attributes) expect(name).toMatch(ALLOWED_ATTRIBUTES);
    }
  });

  it.each(["*a_", "[", "![", "<", "`a", "~~a", "**a *b ", "> ", "- ", "[a](", "http://", "|a", "&", "_a_"])(
    "of 60 kB of %s takes less than a second",
    (part) => {
      const started = performance.now();
      render(part.repeat(Math.ceil(60_000 / part.length)));
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );
});
