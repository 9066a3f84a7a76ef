import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useShortcuts } from "@/components/shortcuts/use-shortcuts.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { buttonVariants } from "@/components/ui/button.tsx";
import { backlogPath, type BacklogParams } from "@/lib/issues/filters.ts";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { reasonWords } from "@/lib/status/wording.ts";
import { ConfidentialMark } from "./confidential-mark.tsx";
import { GitlabLink } from "./gitlab-link.tsx";
import { LabelPill } from "./label-pill.tsx";
import { ListPlace } from "./list-place.tsx";
import { StatusPill } from "./status-pill.tsx";

/** What issue this is, where it stands and why, and the ways back to the list and on to GitLab. */
export function IssueHeader({ issue, list }: { issue: IssueDetail; list: BacklogParams | null }) {
  return (
    <header className="flex flex-col gap-3">
      <Ways issue={issue} list={list} />
      <h1 dir="auto" className="w-fit max-w-[72ch] text-xl font-semibold tracking-tight wrap-anywhere">
        {issue.title}
      </h1>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <StatusPill status={issue.status} />
        <span className="text-muted-foreground">{reasonWords(issue.reason)}</span>
        {issue.moved_to && <MovedTo issue={issue.moved_to} />}
        {issue.confidential && (
          <Badge variant="warning">
            <ConfidentialMark />
            <span aria-hidden>Confidential</span>
          </Badge>
        )}
      </div>
      {issue.labels.length > 0 && (
        <ul aria-label="Labels" className="flex flex-wrap gap-1">
          {issue.labels.map(({ id, title, color }) => (
            <li key={id} className="max-w-full">
              <LabelPill title={title} color={color} />
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function MovedTo({ issue }: { issue: NonNullable<IssueDetail["moved_to"]> }) {
  return (
    <Link href={`/issues/${issue.id}`} title={issue.title} className="min-w-0 break-all underline underline-offset-4">
      Now {issue.reference}
    </Link>
  );
}

function Ways({ issue, list }: { issue: IssueDetail; list: BacklogParams | null }) {
  const router = useRouter();
  const back = backlogPath(list ?? {});
  useShortcuts({ "issue-list": () => router.push(back) });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Link href={back} prefetch className={buttonVariants({ variant: "ghost", size: "sm", className: "-ml-2" })}>
        <ArrowLeft aria-hidden />
        Backlog
      </Link>
      {list && <ListPlace id={issue.id} list={list} />}
      <span className="min-w-0 font-mono text-xs break-all text-muted-foreground">{issue.reference}</span>
      <GitlabLink address={issue.web_url} />
    </div>
  );
}
