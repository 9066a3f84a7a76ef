import { Info } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import type { IgnoredParam } from "./use-backlog-url.ts";

type IgnoredNoticeProps = { ignored: readonly IgnoredParam[]; onRemove: () => void };

/** What of the address was not understood: everything else of it holds. */
export function IgnoredNotice({ ignored, onRemove }: IgnoredNoticeProps) {
  if (ignored.length === 0) return null;
  return (
    <div role="status" className="flex items-start gap-3 rounded-md border bg-status-blocked-soft px-3 py-2 text-sm">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-status-blocked" />
      <div className="min-w-0 flex-1">
        <p>A part of the address was left out; the rest is applied.</p>
        <ul>
          {ignored.map(({ name, value, message }) => (
            <li key={`${name}=${value}`} className="break-words">
              <code className="font-mono text-xs">
                {name}={value}
              </code>{" "}
              {message}
            </li>
          ))}
        </ul>
      </div>
      <Button variant="outline" size="xs" onClick={onRemove}>
        Remove
      </Button>
    </div>
  );
}
