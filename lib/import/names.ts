import { parseReference } from "@/lib/issues/reference.ts";
import type { FindBy } from "./wording.ts";

/** A project as people name it in a sheet. */
export type NamedProject = { id: string; path: string; name: string };

/** What a row's cell says of its issue. `projects`: those that it can be in, null where none is named. */
export type IssueName =
  | { by: "number"; iid: number; projects: string[] | null }
  | { by: "gitlab_id"; gitlabId: string }
  | { by: "title"; title: string };

type Cells = { name: string; project: string };

const SHORT = /^([\w.-]+)#(\d{1,9})$/;
const GITLAB_ID = /^\d{1,18}$/;

/** Reads the cell that names an issue, with that of its project where there is one; null for what names none. */
export function readName(cells: Cells, findBy: FindBy, projects: readonly NamedProject[]): IssueName | null {
  switch (findBy) {
    case "title":
      return cells.name === "" ? null : { by: "title", title: cells.name };
    case "gitlab_id":
      return GITLAB_ID.test(cells.name) ? { by: "gitlab_id", gitlabId: String(BigInt(cells.name)) } : null;
    case "reference":
      return readReference(cells, projects);
  }
}

function readReference({ name, project }: Cells, projects: readonly NamedProject[]): IssueName | null {
  const [, shortPath, shortIid] = SHORT.exec(name) ?? [];
  const reference = shortPath === undefined ? parseReference(name) : { path: shortPath, iid: Number(shortIid) };
  if (reference === null) return null;
  const named = reference.path ?? (project === "" ? null : project);
  return { by: "number", iid: reference.iid, projects: named === null ? null : projectsCalled(named, projects) };
}

/** By path; else by name or the last part of the path, which several may share. Case is ignored. */
function projectsCalled(text: string, projects: readonly NamedProject[]): string[] {
  const wanted = text.toLowerCase();
  const byPath = projects.filter(({ path }) => path.toLowerCase() === wanted);
  const byName = projects.filter(({ path, name }) =>
    [name.toLowerCase(), path.slice(path.lastIndexOf("/") + 1).toLowerCase()].includes(wanted),
  );
  return (byPath.length > 0 ? byPath : byName).map(({ id }) => id);
}
