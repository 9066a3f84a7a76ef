import { dayInWords } from "@/lib/time-wording.ts";

type ClockFactsProps = { zone: string; holidays: readonly string[] };

/** Where this organisation's days begin, and which of them are off. */
export function ClockFacts({ zone, holidays }: ClockFactsProps) {
  return (
    <dl className="my-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md border bg-card px-3 py-2 text-sm">
      <dt className="text-muted-foreground">Time zone</dt>
      <dd className="break-words">{zone}</dd>
      <dt className="text-muted-foreground">Holidays</dt>
      <dd className="tabular-nums">{holidays.length === 0 ? "None are set" : holidays.map(dayInWords).join(", ")}</dd>
    </dl>
  );
}
