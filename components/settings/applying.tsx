import { Card } from "@/components/ui/card.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import type { RuleList } from "@/lib/status/schema.ts";
import { APPLYING_MEANWHILE, applyingWords } from "@/lib/status/wording.ts";

/** How far a changed rule is applied, and what everybody sees until it is. */
export function Applying({ applying }: { applying: NonNullable<RuleList["applying"]> }) {
  const words = applyingWords(applying);
  return (
    <Card className="flex flex-col gap-2 px-4 py-3">
      <p className="font-medium tabular-nums">{words}</p>
      <Progress value={applying.records_read} max={applying.records_total} label="Applying the changed rules" />
      <p className="text-sm text-muted-foreground">{APPLYING_MEANWHILE}</p>
    </Card>
  );
}
