import type { MarkdownOptions } from "@/lib/markdown.ts";
import { parseReference } from "./reference.ts";

/** The project whose issue's text is read: its path, and the address of the GitLab it is in, without a slash at the end. */
export type Place = { gitlab: string; path: string };

/** A part of a text that names something in GitLab: where in the text it begins, and what it names. */
export type Mention = { at: number; text: string; named: Named };
export type Named =
  | { kind: "issue" | "merge_request" | "epic"; path: string; iid: number }
  | { kind: "user" | "label" | "milestone"; name: string };

/** What of that GitLab is mirrored, for the reader who is shown the text. Keys are as `keyOf` writes them. */
export type Mirrored = ReadonlyMap<string, { href?: string; title?: string }>;

const PATH = String.raw`(?:\w[\w.-]{0,254}\/){1,20}\w[\w.-]{0,254}`;
const NAME = String.raw`"[^"\n]{1,255}"|[\p{L}\p{N}_](?:[\p{L}\p{N}_?.&:-]{0,253}[\p{L}\p{N}_])?`;
/** As GitLab writes them: `#12`, `group/project#12`, `!3`, `&4`, `@user`, `~label`, `~"two words"`, `%milestone`. */
const MENTION = new RegExp(
  String.raw`(?<![\w/&~!%@#.$-])(?:(${PATH})?([#!&])(\d{1,9})|@(\w(?:[\w.-]{0,253}\w)?)|([~%])(${NAME}))(?![\p{L}\p{N}_])`,
  "gu",
);
const KINDS = { "#": "issue", "!": "merge_request", "&": "epic", "~": "label", "%": "milestone" } as const;

/** What a text names, in its order. Whether there is such a thing is not known here. */
export function mentionsIn(text: string, place: Place): Mention[] {
  return [...text.matchAll(MENTION)].map((match) => ({
    at: match.index,
    text: match[0],
    named: toNamed(match, place),
  }));
}

function toNamed([, path, numbered, iid, user, sign, name]: RegExpMatchArray, place: Place): Named {
  if (user !== undefined) return { kind: "user", name: user };
  if (sign === "~" || sign === "%") return { kind: KINDS[sign], name: (name ?? "").replaceAll('"', "") };
  const kind = KINDS[numbered === "!" || numbered === "&" ? numbered : "#"];
  const group = place.path.replace(/\/[^/]*$/, "");
  return { kind, path: path ?? (kind === "epic" ? group : place.path), iid: Number(iid) };
}

/** By what a mirrored thing is looked up, whatever its letters' case. */
export function keyOf(named: Named): string {
  return `${named.kind} ${"name" in named ? named.name : `${named.path} ${named.iid}`}`.toLowerCase();
}

/** Where in GitLab what is named is. */
export function addressOf(named: Named, { gitlab, path }: Place): string {
  const project = `${gitlab}/${path}/-`;
  switch (named.kind) {
    case "issue":
      return `${gitlab}/${named.path}/-/issues/${named.iid}`;
    case "merge_request":
      return `${gitlab}/${named.path}/-/merge_requests/${named.iid}`;
    case "epic":
      return `${gitlab}/groups/${named.path}/-/epics/${named.iid}`;
    case "user":
      return `${gitlab}/${named.name}`;
    case "label":
      return `${project}/issues?label_name%5B%5D=${encodeURIComponent(named.name)}`;
    case "milestone":
      return `${project}/milestones?search_title=${encodeURIComponent(named.name)}`;
  }
}

/** The issue that an address in that GitLab leads to. */
export function issueAt(address: string, { gitlab }: Place): Named | null {
  if (!address.startsWith(`${gitlab}/`)) return null;
  // Whatever GitLab's own path is, the project's begins after it.
  const reference = parseReference(`https://gitlab/${address.slice(gitlab.length + 1)}`);
  return reference?.path ? { kind: "issue", path: reference.path, iid: reference.iid } : null;
}

/** Where GitLab is and the project in it, read off an issue's address; null where that is not one. */
export function placeOf(webUrl: string, path: string): Place | null {
  const at = webUrl.indexOf(`/${path}/-/`);
  return at < 0 ? null : { gitlab: webUrl.slice(0, at), path };
}

/** A user, label or milestone is a link only where there is one of that name: `@types` and `%s` stand in many a text. */
const NEEDS_KNOWING: readonly Named["kind"][] = ["user", "label", "milestone"];

/**
 * How a text's mentions become links: issues that are mirrored, pasted addresses of them too, lead to their page here, all else to
 * GitLab.
 */
export function mentionLinks(place: Place, mirrored: Mirrored): Pick<MarkdownOptions, "linksIn" | "ownPage"> {
  return {
    linksIn: (text) =>
      mentionsIn(text, place).flatMap(({ at, text: words, named }) => {
        const known = mirrored.get(keyOf(named));
        if (known === undefined && NEEDS_KNOWING.includes(named.kind)) return [];
        const title = known?.title;
        return [{ at, text: words, href: addressOf(named, place), ...(title === undefined ? {} : { title }) }];
      }),
    ownPage: (address) => {
      const issue = issueAt(address, place);
      const { href, title } = (issue && mirrored.get(keyOf(issue))) ?? {};
      return href === undefined ? null : { href, ...(title === undefined ? {} : { title }) };
    },
  };
}
