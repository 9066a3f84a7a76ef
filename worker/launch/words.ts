/** What is told when the demo can be used. */
export type ReadyFacts = {
  url: string;
  dataFolder: string;
  databaseUrl: string;
  gitlab: { url: string; token: string; isDemo: boolean; example: { project: number; iid: number } | null };
};

/** The ready message: where it is, how to sign in, what it uses. */
export function readyWords(facts: ReadyFacts): string {
  return [
    "",
    `Backtrak is ready: ${facts.url}`,
    "",
    "  Sign in    choose a role on the page, or from a script (viewer, manager, admin):",
    `             ${signInCommand(facts.url)}`,
    `             curl -b cookies.txt ${facts.url}/api/issues`,
    `  Postgres   ${facts.databaseUrl}`,
    ...gitlabWords(facts.gitlab),
    `  Data       ${facts.dataFolder} (logs in logs/; --fresh starts over)`,
    "",
    "Ctrl-C ends everything.",
    "",
  ].join("\n");
}

function signInCommand(url: string): string {
  const headers = `-H 'content-type: application/json' -H 'origin: ${url}'`;
  return `curl -c cookies.txt ${headers} -d '{"role":"manager"}' ${url}/api/demo/sign-in`;
}

function gitlabWords({ url, token, isDemo, example }: ReadyFacts["gitlab"]): string[] {
  if (!isDemo) return [`  GitLab     ${url}`];
  const demo = `  GitLab     the demo GitLab at ${url}, token ${token}`;
  if (!example) return [demo];
  const issue = `${url}/api/v4/projects/${example.project}/issues/${example.iid}`;
  const edit = `curl -X PUT -H 'private-token: ${token}' -H 'content-type: application/json'`;
  return [
    demo,
    "             an edit there is on the page a moment later:",
    `             ${edit} -d '{"title":"Edited by hand"}' ${issue}`,
  ];
}
