/** A field without a value. */
export function Nothing({ words = "none" }: { words?: string }) {
  return (
    <span className="text-muted-foreground">
      <span aria-hidden>–</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
