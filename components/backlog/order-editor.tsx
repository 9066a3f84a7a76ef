"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { NativeSelect } from "@/components/ui/native-select.tsx";
import { MAX_SORT_KEYS, SORT_KEYS } from "@/lib/issues/filters.ts";
import { SORT_WORDS } from "@/lib/issues/wording.ts";
import { readSorting, writeSorting } from "./sorting.ts";

type Order = { id: string; desc: boolean };
type OrderEditorProps = { sort: string | undefined; onChange: (sort: string | null) => void };

const ORDINALS = ["First", "Second", "Third"];

/** By what the rows are ordered: up to three columns, also those that are not shown, each in either direction. */
export function OrderEditor({ sort, onChange }: OrderEditorProps) {
  const orders = readSorting(sort);
  const change = (changed: readonly Order[]) => onChange(writeSorting([...changed]));
  const free = SORT_KEYS.filter((key) => !orders.some(({ id }) => id === key));
  return (
    <section aria-label="Order" className="flex flex-col gap-1 border-t p-2">
      <h3 className="text-xs font-medium text-muted-foreground">Order</h3>
      {orders.map((order, place) => (
        <OrderRow
          key={order.id}
          order={order}
          place={place}
          choices={[order.id, ...free]}
          onChange={(changed) => change(orders.with(place, changed))}
          onRemove={orders.length > 1 ? () => change(orders.toSpliced(place, 1)) : null}
        />
      ))}
      {orders.length < MAX_SORT_KEYS && (
        <NativeSelect
          aria-label={addWords(orders.length)}
          value=""
          onChange={({ target }) => change([...orders, { id: target.value, desc: false }])}
          className="h-7 text-sm text-muted-foreground"
        >
          <option value="">{addWords(orders.length)}</option>
          {free.map((key) => (
            <option key={key} value={key}>
              {SORT_WORDS[key]}
            </option>
          ))}
        </NativeSelect>
      )}
    </section>
  );
}

type OrderRowProps = {
  order: Order;
  place: number;
  choices: readonly string[];
  onChange: (order: Order) => void;
  onRemove: (() => void) | null;
};

function OrderRow({ order, place, choices, onChange, onRemove }: OrderRowProps) {
  const ordinal = ORDINALS[place] ?? "";
  const Arrow = order.desc ? ArrowDown : ArrowUp;
  return (
    <div role="group" aria-label={`${ordinal} order`} className="flex items-center gap-1">
      <NativeSelect
        aria-label={`${ordinal} order`}
        value={order.id}
        onChange={({ target }) => onChange({ ...order, id: target.value })}
        className="h-7 flex-1 text-sm"
      >
        {SORT_KEYS.filter((key) => choices.includes(key)).map((key) => (
          <option key={key} value={key}>
            {SORT_WORDS[key]}
          </option>
        ))}
      </NativeSelect>
      <Button
        variant="ghost"
        size="icon-xs"
        aria-label={order.desc ? "Descending: turn round" : "Ascending: turn round"}
        title={order.desc ? "Descending" : "Ascending"}
        onClick={() => onChange({ ...order, desc: !order.desc })}
      >
        <Arrow />
      </Button>
      {onRemove && (
        <Button
          variant="ghost"
          size="icon-xs"
          aria-label={`Remove the ${ordinal.toLowerCase()} order`}
          onClick={onRemove}
        >
          <X />
        </Button>
      )}
    </div>
  );
}

function addWords(place: number): string {
  return `Add as ${(ORDINALS[place] ?? "").toLowerCase()} order`;
}
