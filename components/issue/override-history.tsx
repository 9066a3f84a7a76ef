import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { OverrideEventDto } from "@/lib/issues/schema.ts";
import { OVERRIDE_FIELD_WORDS } from "@/lib/overrides/wording.ts";
import { valueWords } from "./override-change.ts";

/** Who set what, newest first; folded, since one seldom asks. */
export function OverrideHistory({ events }: { events: readonly OverrideEventDto[] }) {
  if (events.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm py-1 text-muted-foreground hover:text-foreground">
        History <span className="tabular-nums">({events.length})</span>
      </summary>
      <ol className="mt-1 flex flex-col gap-2">
        {events.map((event) => (
          <li key={`${event.changed_at} ${event.field}`} className="break-words">
            <span className="font-medium">{OVERRIDE_FIELD_WORDS[event.field]}</span>:{" "}
            <span className="text-muted-foreground line-through">{valueWords(event.field, event.from_value)}</span>
            <span className="sr-only"> became</span> <span aria-hidden>→</span>{" "}
            {valueWords(event.field, event.to_value)}
            <span className="block text-xs text-muted-foreground">
              {event.changed_by}, <RelativeTime value={event.changed_at} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
