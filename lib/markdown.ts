import MarkdownIt, { type StateCore, type Token } from "markdown-it";
import sanitizeHtml from "sanitize-html";

/** Longer text is cut: a hostile one costs the process up to a second and a half at this length, and 10 s at four times it. */
export const MAX_MARKDOWN_CHARACTERS = 100_000;
const MAX_NESTING = 50;
const LINK_REL = "noopener noreferrer nofollow";
const CUT_NOTE = "<p><em>The text is longer than can be shown here. The rest is in GitLab.</em></p>";
const TASK = /^\[([ xX])\]\s+/;
/** The page has an h1 and its sections h2: the text's own headings go below them. */
const HEADINGS = { h1: "h3", h2: "h4", h3: "h5", h4: "h6", h5: "h6", h6: "h6" };

export type MarkdownOptions = {
  /** Host (with port) of the mirrored GitLab: the only one that links without a host of their own may lead to. */
  allowedHost: string;
  /** The issue's own page there; links such as `/uploads/…` are read against it. Without it they are not links. */
  issueUrl?: string;
  /** What of a plain text are links besides: each where it begins, its words, and where it leads. */
  linksIn?: (text: string) => TextLink[];
  /** Where a link leads instead, and what it is called: an address on this site. Null: where it says. */
  ownPage?: (address: string) => { href: string; title?: string } | null;
};

export type TextLink = { at: number; text: string; href: string; title?: string };

const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: MAX_NESTING });
markdown.core.ruler.push("tasks-and-images", rewriteTokens);
markdown.core.ruler.push("text-links", linkTexts);

/**
 * The Markdown of an issue as HTML that is safe to put on a page: no raw HTML, no remote image (a link with its words
 * stands instead), links to http, https and mailto only, task lists as symbols.
 */
export function renderMarkdown(text: string | null, options: MarkdownOptions): string {
  if (text === null || text.trim() === "") return "";
  const cut = text.length > MAX_MARKDOWN_CHARACTERS;
  const source = cut ? text.slice(0, MAX_MARKDOWN_CHARACTERS).toWellFormed() : text;
  return sanitize(markdown.render(source, options), options) + (cut ? CUT_NOTE : "");
}

function sanitize(html: string, options: MarkdownOptions): string {
  return sanitizeHtml(html, {
    allowedTags: [
      ...["h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code", "em", "strong", "s", "a", "span"],
      ...["ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"],
    ],
    allowedAttributes: {
      a: ["href", "title", "rel"],
      ol: ["start"],
      pre: ["tabindex"],
      span: ["role", "aria-label"],
      table: ["tabindex"],
    },
    allowedClasses: { li: ["task"], td: ["center", "right"], th: ["center", "right"] },
    allowedSchemes: ["http", "https", "mailto"],
    allowProtocolRelative: false,
    transformTags: {
      ...HEADINGS,
      a: (_tag, { href = "", title = "" }) => toLink(href, title, options),
      td: toCell,
      th: toCell,
      // What scrolls sideways must be reachable by keyboard.
      pre: (tagName) => ({ tagName, attribs: { tabindex: "0" } }),
      table: (tagName) => ({ tagName, attribs: { tabindex: "0" } }),
    },
  });
}

/** Column alignment as a class: a style attribute would need a hole in the page's content security policy. */
function toCell(tagName: string, { style = "" }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const align = /^text-align:(center|right)$/.exec(style)?.[1];
  return { tagName, attribs: align === undefined ? {} : { class: align } };
}

function toLink(href: string, title: string, options: MarkdownOptions): sanitizeHtml.Tag {
  const target = resolveLink(href, options);
  if (target === null) return { tagName: "span", attribs: {} };
  const own = options.ownPage?.(target);
  if (own)
    return { tagName: "a", attribs: { href: own.href, ...(own.title === undefined ? {} : { title: own.title }) } };
  return { tagName: "a", attribs: { href: target, rel: LINK_REL, ...(title === "" ? {} : { title }) } };
}

/** The absolute address a link leads to; null when it must not be a link. */
function resolveLink(href: string, { allowedHost, issueUrl }: MarkdownOptions): string | null {
  if (/^(https?:\/\/|mailto:)/i.test(href)) return URL.canParse(href) ? href : null;
  if (issueUrl === undefined || !URL.canParse(issueUrl) || !/^(#|\/(?!\/|\\|%5c))/i.test(href)) return null;
  const base = new URL(issueUrl);
  if (base.host !== allowedHost || !/^https?:$/.test(base.protocol)) return null;
  // GitLab writes a project's uploads without the project: /uploads/<hash>/<file>.
  const path = href.startsWith("/uploads/") ? base.pathname.replace(/\/-\/.*$/, "") + href : href;
  const resolved = new URL(path, base);
  return resolved.host === allowedHost ? resolved.href : null;
}

function rewriteTokens(state: StateCore): void {
  for (const [index, token] of state.tokens.entries()) {
    if (token.type !== "inline" || token.children === null) continue;
    const item = state.tokens[index - 2];
    if (item?.type === "list_item_open") markTask(item, token.children, state);
    token.children = replaceImages(token.children, state);
  }
}

function markTask(item: Token, children: Token[], state: StateCore): void {
  const [first] = children;
  const match = first?.type === "text" ? TASK.exec(first.content) : null;
  if (!first || !match) return;
  const done = match[1] !== " ";
  const box = new state.Token("html_inline", "", 0);
  box.content = `<span role="img" aria-label="${done ? "done" : "to do"}">${done ? "☑" : "☐"}</span> `;
  first.content = first.content.slice(match[0].length);
  children.unshift(box);
  item.attrJoin("class", "task");
}

/** An image becomes a link with its words; inside a link, where no second one may stand, the words alone. */
function replaceImages(children: Token[], state: StateCore): Token[] {
  const kept: Token[] = [];
  let linkDepth = 0;
  for (const child of children) {
    if (child.type === "link_open" || child.type === "link_close") linkDepth += child.nesting;
    if (child.type === "image") kept.push(...toWords(child, linkDepth > 0, state));
    else kept.push(child);
  }
  return kept;
}

function toWords(image: Token, inLink: boolean, state: StateCore): Token[] {
  const words = new state.Token("text", "", 0);
  words.content = image.content === "" ? "image" : image.content;
  if (inLink) return [words];
  const open = new state.Token("link_open", "a", 1);
  open.attrSet("href", String(image.attrGet("src") ?? ""));
  return [open, words, new state.Token("link_close", "a", -1)];
}

/** Makes links of what `linksIn` finds in plain texts: not in code, and not within another link. */
function linkTexts(state: StateCore): void {
  const linksIn: unknown = state.env.linksIn;
  if (!isFinder(linksIn)) return;
  for (const token of state.tokens) {
    if (token.type !== "inline" || token.children === null) continue;
    let linkDepth = 0;
    token.children = token.children.flatMap((child) => {
      if (child.type === "link_open" || child.type === "link_close") linkDepth += child.nesting;
      return child.type === "text" && linkDepth === 0 ? withLinks(child, linksIn(child.content), state) : [child];
    });
  }
}

function isFinder(option: unknown): option is NonNullable<MarkdownOptions["linksIn"]> {
  return typeof option === "function";
}

function withLinks(text: Token, links: readonly TextLink[], state: StateCore): Token[] {
  if (links.length === 0) return [text];
  const words = (from: number, to?: number): Token => {
    const token = new state.Token("text", "", 0);
    token.content = text.content.slice(from, to);
    return token;
  };
  let end = 0;
  const tokens = links.flatMap((link) => {
    const open = new state.Token("link_open", "a", 1);
    open.attrSet("href", link.href);
    if (link.title !== undefined) open.attrSet("title", link.title);
    const before = words(end, link.at);
    end = link.at + link.text.length;
    return [before, open, words(link.at, end), new state.Token("link_close", "a", -1)];
  });
  return [...tokens, words(end)];
}
