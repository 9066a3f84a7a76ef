import { count } from "@/lib/sync/wording.ts";

/** The others are told as a number: a bootstrap's worth of them would push the table out of sight. */
const MOST_SHOWN = 10;

type IssueNumbersProps = { name: string; iids: readonly number[]; projectUrl: string; gitlabUrl: string };

/** Issues by number, each a link to GitLab where the project's address is on the GitLab we mirror. Nothing where there are none. */
export function IssueNumbers({ name, iids, projectUrl, gitlabUrl }: IssueNumbersProps) {
  if (iids.length === 0) return null;
  const isOurs = isAt(projectUrl, gitlabUrl);
  const shown = iids.slice(0, MOST_SHOWN);
  return (
    <p className="text-xs text-muted-foreground">
      {name}:{" "}
      {shown.map((iid, index) => (
        <span key={iid}>
          {index > 0 && ", "}
          {isOurs ? <IssueLink iid={iid} href={`${projectUrl}/-/issues/${iid}`} /> : `#${iid}`}
        </span>
      ))}
      {iids.length > shown.length && ` and ${count(iids.length - shown.length)} more`}
    </p>
  );
}

function IssueLink({ iid, href }: { iid: number; href: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-6 items-center font-mono hover:text-foreground hover:underline phone:min-h-11"
    >
      #{iid}
      <span className="sr-only"> (in GitLab, new tab)</span>
    </a>
  );
}

function isAt(address: string, gitlabUrl: string): boolean {
  const gitlab = URL.parse(gitlabUrl);
  return gitlab !== null && URL.parse(address)?.origin === gitlab.origin;
}
