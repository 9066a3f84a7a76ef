import { ArrowDown, ArrowUp } from "lucide-react";
import { Label } from "@/components/ui/label.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";
import { StackColumn, StackHead, StackRow } from "@/components/ui/stack-table.tsx";
import { columnWords, COUNTS, type EngineerKey, type EngineerOrder, nextOrder } from "./engineers-columns.ts";

const KEYS: readonly EngineerKey[] = ["person", ...COUNTS.map(({ key }) => key), "oldest"];

type EngineersHeadProps = { order: EngineerOrder | null; onTurn: (key: EngineerKey) => void };

/** The columns; each orders the rows in the browser. Where rows are cards the order has a field of its own. */
export function EngineersHead({ order, onTurn }: EngineersHeadProps) {
  return (
    <StackHead>
      <StackRow>
        {KEYS.map((key) => {
          const isText = key === "person" || key === "oldest";
          return (
            <StackColumn
              key={key}
              align={isText ? "left" : "right"}
              aria-sort={order?.key === key ? (order.descending ? "descending" : "ascending") : undefined}
              className={key === "person" ? "sticky left-0 z-10 bg-card" : "print:h-6"}
            >
              <span className="hidden stacked:inline">{columnWords(key)}</span>
              <button
                type="button"
                onClick={() => onTurn(key)}
                className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-foreground stacked:hidden"
              >
                {columnWords(key)}
                <Direction order={order} of={key} />
              </button>
            </StackColumn>
          );
        })}
      </StackRow>
    </StackHead>
  );
}

function Direction({ order, of }: { order: EngineerOrder | null; of: EngineerKey }) {
  if (order?.key !== of) return null;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  return <Arrow aria-hidden className="size-3.5 print:hidden" />;
}

type EngineersOrderProps = { order: EngineerOrder | null; onOrder: (order: EngineerOrder | null) => void };

/** The order where there is no head to press. */
export function EngineersOrder({ order, onOrder }: EngineersOrderProps) {
  return (
    <Label className="hidden text-xs text-muted-foreground stacked:flex">
      Order
      <NativeSelect
        value={order?.key ?? ""}
        onChange={({ target }) => {
          const key = KEYS.find((one) => one === target.value);
          onOrder(key === undefined ? null : nextOrder(null, key));
        }}
        className="text-sm"
      >
        <option value="">Most work first</option>
        {KEYS.map((key) => (
          <option key={key} value={key}>
            {columnWords(key)}
          </option>
        ))}
      </NativeSelect>
    </Label>
  );
}
