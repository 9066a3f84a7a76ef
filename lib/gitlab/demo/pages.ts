import type { Answer } from "./answers.ts";
import { notFound } from "./answers.ts";
import { findProject } from "./find.ts";
import { escapeHtml } from "./present/label.ts";
import type { Site } from "./present/site.ts";

const ISSUE_PAGE = /^\/(.+?)(?:\/-)?\/(?:issues|work_items)\/(\d+)$/;
const AVATAR = /^\/uploads\/-\/system\/user\/avatar\/(\d+)\//;

const PAGE_HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

/**
 * What a browser gets that follows a link to the demo GitLab: an issue as plain text, or a person's initials as picture.
 * There is no sign-in, so confidential issues are not shown. @throws Refusal 404 for everything else.
 */
export function answerPage(site: Site, pathname: string): Answer {
  const avatar = AVATAR.exec(pathname);
  if (avatar) return avatarPicture(site, Number(avatar[1]));
  const page = ISSUE_PAGE.exec(pathname);
  if (page) return issuePage(site, page[1] ?? "", Number(page[2]));
  throw notFound();
}

function issuePage(site: Site, path: string, iid: number): Answer {
  const project = findProject(site.store, path);
  const issue = site.store.issue(project.id, iid);
  if (!issue || issue.confidential || (project.access ?? "open") !== "open") throw notFound();
  const title = escapeHtml(issue.title);
  const reference = escapeHtml(`${project.pathWithNamespace}#${iid}`);
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title} (${reference})</title>
<style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:48rem;padding:0 1rem}pre{white-space:pre-wrap;overflow-wrap:anywhere}</style>
<p>Demo GitLab · ${reference} · ${issue.state}</p><h1 dir="auto">${title}</h1><pre dir="auto">${escapeHtml(issue.description ?? "")}</pre>`;
  return { status: 200, headers: PAGE_HEADERS, body };
}

function avatarPicture(site: Site, userId: number): Answer {
  const user = site.store.users.get(userId);
  if (!user) throw notFound();
  const initials = user.name.split(" ").map((word) => [...word][0] ?? "");
  const hue = (userId * 47) % 360;
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 45% 35%)"/><text x="20" y="26" font-family="sans-serif" font-size="16" text-anchor="middle" fill="#fff">${escapeHtml(initials.slice(0, 2).join(""))}</text></svg>`;
  return { status: 200, headers: { "Content-Type": "image/svg+xml", "Cache-Control": "max-age=3600" }, body };
}
