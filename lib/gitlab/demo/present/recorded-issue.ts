import { z } from "zod";
import type { Payload } from "../model.ts";
import type { IssueForm } from "./issue.ts";
import { rewriteUser, rewriteUrl } from "./rewrite.ts";
import type { Site } from "./site.ts";
import { presentUserById } from "./user.ts";

const peopleSchema = z.object({ assignees: z.array(z.unknown()).nullish() });
const personSchema = z.object({ id: z.number() });
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
    author: presentPerson(site, recorded["author"]),
    assignee: presentPerson(site, recorded["assignee"]),
    closed_by: presentPerson(site, recorded["closed_by"]),
    assignees: assignees?.map((user) => presentPerson(site, user)) ?? assignees,
    web_url: rewriteUrl(site, recorded["web_url"]),
    _links: Object.fromEntries(links),
  };
  if (!form.single) delete shown["subscribed"];
  return shown;
}

/** As recorded, but for the name of somebody who was renamed since. */
function presentPerson(site: Site, recorded: unknown): unknown {
  const shown = rewriteUser(site, recorded);
  const person = personSchema.safeParse(recorded);
  if (!person.success || !site.store.users.get(person.data.id)?.isRenamed) return shown;
  const { name, username, web_url } = presentUserById(site, person.data.id) ?? {};
  return { ...(typeof shown === "object" ? shown : undefined), name, username, web_url };
}
