import type { ProductIds } from "../reckoning/memory.ts";
import type { Listing } from "../reckoning/world.ts";
import { readList, type Ask, type Row } from "./answers.ts";

const EVERYTHING = "not_started,in_progress,blocked,completed,closed_not_done,gone";

/** The product's ids for what GitLab knows by number, read off the rows that a manager is shown. */
export async function readProductIds(ask: Ask, { issues, projects }: Listing): Promise<ProductIds> {
  const { rows } = await readList(ask, "manager", { status: EVERYTHING });
  const byReference = new Map(rows.map((row) => [row.reference, row]));
  const none = () => new Map<number, string>();
  const ids = { issues: none(), people: none(), labels: none(), projects: none() };
  for (const { id, iid, project_id, author, assignees, labels } of issues.values()) {
    const row = byReference.get(`${projects.get(project_id)?.path_with_namespace}#${iid}`);
    if (!row) continue;
    ids.issues.set(id, row.id);
    ids.projects.set(project_id, row.project.id);
    for (const person of [...assignees, ...(author ? [author] : [])]) {
      const known = peopleOf(row).find(({ username }) => username === person.username);
      if (known) ids.people.set(person.id, known.id);
    }
    for (const label of labels) {
      const known = row.labels.find(({ title }) => title === label.name);
      if (known) ids.labels.set(label.id, known.id);
    }
  }
  return ids;
}

function peopleOf({ assignees, author }: Row): Row["assignees"] {
  return author ? [...assignees, author] : assignees;
}
