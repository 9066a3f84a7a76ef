"use client";

import { useMemo, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { cn } from "@/lib/cn.ts";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { SOURCE_WORDS, STATUS_WORDS } from "@/lib/status/wording.ts";
import { StatusPill } from "./status-pill.tsx";
import { type TimelineEntry, timelineEntries } from "./timeline-entries.ts";
import { GitlabWords, LabelWords, OverrideWords } from "./timeline-words.tsx";

/** As many as are seen at a glance; the rest is a press away. */
const SHOWN = 20;

type IssueTimelineProps = { issue: Pick<IssueDetail, "timeline" | "override_events" | "gitlab_events"> };

/** Everything that is known to have happened to the issue, newest first: its statuses, what managers set, and what GitLab tells. */
export function IssueTimeline({ issue }: IssueTimelineProps) {
  const { timeline, override_events, gitlab_events } = issue;
  const entries = useMemo(
    () => timelineEntries({ timeline, override_events, gitlab_events }),
    [timeline, override_events, gitlab_events],
  );
  const [isWhole, setIsWhole] = useState(false);
  if (entries.length === 0) return <p className="text-muted-foreground">Nothing is known of its past yet.</p>;
  const shown = isWhole ? entries : entries.slice(0, SHOWN);
  return (
    <>
      <ol className="flex flex-col border-l pl-4 text-sm">
        {shown.map((entry, place) => (
          <Entry key={`${entry.kind} ${entry.at} ${entries.length - place}`} entry={entry} />
        ))}
      </ol>
      {shown.length < entries.length && (
        <Button variant="outline" size="sm" className="self-start" onClick={() => setIsWhole(true)}>
          Show all {countWords(entries.length)}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
      <span
        aria-hidden
        className={cn(
          "absolute top-3.5 -left-5 size-2 rounded-full border bg-card",
          entry.kind === "status" && "border-foreground",
        )}
      />
      <Words entry={entry} />
    </li>
  );
}

function Words({ entry }: { entry: TimelineEntry }): ReactNode {
  const when = <RelativeTime value={entry.at} className="whitespace-nowrap text-muted-foreground tabular-nums" />;
  switch (entry.kind) {
    case "status":
      return <StatusWords event={entry.event} />;
    case "override":
      return (
        <>
          <OverrideWords event={entry.event} /> {when}
        </>
      );
    case "labels":
      return (
        <>
          <LabelWords {...entry} /> {when}
        </>
      );
    case "gitlab":
      return (
        <>
          <GitlabWords event={entry.event} /> {when}
        </>
      );
  }
}

/** The status, whence it came, and how that is known. */
function StatusWords({ event }: { event: IssueDetail["timeline"][number] }) {
  return (
    <>
      <StatusPill status={event.to_status} />
      <span className="text-muted-foreground">
        {event.from_status === null ? "created" : `from ${STATUS_WORDS[event.from_status].toLowerCase()}`},{" "}
        {event.provisional && <em title="When exactly is not known">not later than </em>}
        <RelativeTime value={event.changed_at} className="tabular-nums" /> · {SOURCE_WORDS[event.source]}
      </span>
    </>
  );
}
