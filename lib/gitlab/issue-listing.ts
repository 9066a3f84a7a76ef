import { z } from "zod";
import { segment } from "./address.ts";
import type { Answer } from "./request.ts";
import { parseWire, type WireIssue, wireIssueSchema } from "./schemas.ts";

export type IssueFilter = {
  projectId: bigint | number | string;
  state: "opened" | "closed" | "all";
  /** Inclusive, as GitLab reads it. */
  updatedAfter?: Date;
};

/** `page` is a token from the page before, with the filter unchanged; null for the first page. */
export type IssueQuestion = IssueFilter & { page: string | null; signal?: AbortSignal };

/** `next` is null after the last page. `serverTime` is GitLab's clock (whole seconds) when it answered, if it told. */
export type IssuePage = { issues: WireIssue[]; next: string | null; serverTime: Date | null };

export function listingPath(filter: IssueFilter): string {
  return `projects/${segment(filter.projectId)}/issues`;
}

export function filterQuery({ state, updatedAfter }: IssueFilter): Record<string, string> {
  return updatedAfter === undefined ? { state } : { state, updated_after: updatedAfter.toISOString() };
}

export function readPage(answer: Answer, filter: IssueFilter): Omit<IssuePage, "next"> {
  const issues = parseWire(z.array(wireIssueSchema), answer.value, `/${listingPath(filter)}`);
  return { issues, serverTime: serverTime(answer.headers) };
}

/** Some proxies mangle the date: then GitLab told none. */
function serverTime(headers: Headers): Date | null {
  const time = new Date(headers.get("date") ?? "");
  return Number.isNaN(time.getTime()) ? null : time;
}
