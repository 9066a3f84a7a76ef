export { readIssue } from "./queries/detail.ts";
export { readFacets } from "./queries/facets.ts";
export { listIssues } from "./queries/list.ts";
