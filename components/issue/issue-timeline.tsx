import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { StatusEventDto } from "@/lib/status/schema.ts";
import { SOURCE_WORDS, STATUS_WORDS } from "@/lib/status/wording.ts";
import { StatusPill } from "./status-pill.tsx";

/** The issue's statuses, newest first, and how each is known. */
export function IssueTimeline({ events }: { events: readonly StatusEventDto[] }) {
  if (events.length === 0) return <p className="text-muted-foreground">Nothing is known of its past yet.</p>;
  return (
    <ol className="flex flex-col border-l pl-4 text-sm">
      {events.toReversed().map((event) => (
        <li key={event.changed_at} className="relative flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
          <span aria-hidden className="absolute top-3.5 -left-5 size-2 rounded-full border bg-card" />
          <StatusPill status={event.to_status} />
          <span className="text-muted-foreground">
            {event.from_status === null ? "created" : `from ${STATUS_WORDS[event.from_status].toLowerCase()}`},{" "}
            {event.provisional && <em title="When exactly is not known">not later than </em>}
            <RelativeTime value={event.changed_at} className="tabular-nums" /> · {SOURCE_WORDS[event.source]}
          </span>
        </li>
      ))}
    </ol>
  );
}
