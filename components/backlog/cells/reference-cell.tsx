import { shortReference } from "@/lib/issues/wording.ts";

/** `payments-api#12`: where it is too long the project gives way, never the number. The whole reference on hover. */
export function ReferenceCell({ reference }: { reference: string }) {
  const short = shortReference(reference);
  const at = short.lastIndexOf("#");
  return (
    <span title={reference} className="flex font-mono text-xs text-muted-foreground">
      <span className="truncate">{short.slice(0, at)}</span>
      <span className="shrink-0">{short.slice(at)}</span>
    </span>
  );
}
