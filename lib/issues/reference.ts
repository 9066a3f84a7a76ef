/** An issue as people name it; `path` is null where only its number was given. */
export type IssueReference = { path: string | null; iid: number };

const NUMBER = /^#?(\d{1,9})$/;
const FULL = /^([\w.-]+(?:\/[\w.-]+)+)#(\d{1,9})$/;
/** GitLab has had three shapes: /issues/N, /-/issues/N and, for some types, /-/work_items/N. */
const ADDRESS = /^https?:\/\/[^/\s]+\/(.+?)(?:\/-)?\/(?:issues|work_items)\/(\d{1,9})(?:[/?#]\S*)?$/;

/** Reads `#12`, `12`, `group/project#12` and a pasted GitLab address; anything else is null. */
export function parseReference(text: string): IssueReference | null {
  const number = NUMBER.exec(text.trim());
  if (number?.[1] !== undefined) return { path: null, iid: Number(number[1]) };
  const full = FULL.exec(text.trim()) ?? ADDRESS.exec(text.trim());
  if (full?.[1] === undefined || full[2] === undefined) return null;
  return { path: full[1], iid: Number(full[2]) };
}
