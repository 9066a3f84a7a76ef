/** Where a day begins and ends, beside every field that takes one. */
export function ZoneNote({ zone, children = "Both days included" }: { zone: string; children?: string }) {
  return (
    <p className="text-xs text-muted-foreground">
      {children}, in {zone}.
    </p>
  );
}
