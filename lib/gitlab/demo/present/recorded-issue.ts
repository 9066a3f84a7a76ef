import { z } from "zod";
import type { Payload } from "../model.ts";
import type { IssueForm } from "./issue.ts";
import { rewriteUser, rewriteUrl } from "./rewrite.ts";
import type { Site } from "./site.ts";

const peopleSchema = z.object({ assignees: z.array(z.unknown()).nullish() });
const linksSchema = z.object({ _links: z.record(z.string(), z.unknown()).nullish() });

/** A recorded payload, key by key as it was, under this server's address. */
export function presentRecordedIssue(
  site: Site,
  recorded: Payload,
  labels: unknown[],
  form: IssueForm,
): Record<string, unknown> {
  const { assignees } = peopleSchema.parse(recorded);
  const { _links } = linksSchema.parse(recorded);
  const links = Object.entries(_links ?? {}).map(([name, url]) => [name, rewriteUrl(site, url)]);
  const shown: Record<string, unknown> = {
    ...recorded,
    labels,
    author: rewriteUser(site, recorded["author"]),
    assignee: rewriteUser(site, recorded["assignee"]),
    closed_by: rewriteUser(site, recorded["closed_by"]),
    assignees: assignees?.map((user) => rewriteUser(site, user)) ?? assignees,
    web_url: rewriteUrl(site, recorded["web_url"]),
    _links: Object.fromEntries(links),
  };
  if (!form.single) delete shown["subscribed"];
  return shown;
}
