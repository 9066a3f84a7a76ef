type Paging = { page: number; pageSize: number; total: number };

/**
 * The `Link` header of a list (RFC 8288): first, prev, next and last as paths with the question's own parameters; those that
 * would lead nowhere are left out.
 */
export function pageLinks(url: URL, { page, pageSize, total }: Paging): string {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const targets = { first: 1, prev: Math.min(page - 1, last), next: page + 1, last };
  return Object.entries(targets)
    .filter(([, target]) => target >= 1 && target <= last)
    .map(([relation, target]) => `<${pathOfPage(url, target)}>; rel="${relation}"`)
    .join(", ");
}

/** The `Link` header of a list that is read by a cursor: the page that follows. */
export function olderLink(url: URL, before: string): string {
  return `<${pathWith(url, "before", before)}>; rel="next"`;
}

function pathOfPage(url: URL, page: number): string {
  return pathWith(url, "page", String(page));
}

function pathWith(url: URL, name: string, value: string): string {
  const search = new URLSearchParams(url.searchParams);
  search.set(name, value);
  return `${url.pathname}?${search}`;
}
