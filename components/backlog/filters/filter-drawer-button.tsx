"use client";

import { ListFilter } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import type { BacklogParams } from "@/lib/issues/filters.ts";
import { FILTERS, isSet } from "./filter-list.ts";
import type { FilterProps } from "./filter-props.ts";

const loadDrawer = async () => ({ default: (await import("./filter-drawer.tsx")).FilterDrawer });
const FilterDrawer = lazy(loadDrawer);

/** On a phone: opens the filters, whose code comes when a finger is on the button, and says how many are set. */
export function FilterDrawerButton(props: FilterProps) {
  const [open, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  if (open && !wasOpened) setWasOpened(true);
  return (
    <>
      <Button
        variant="outline"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerDown={() => void loadDrawer()}
        onClick={() => setOpen(true)}
      >
        <ListFilter />
        {buttonWords(props.params)}
      </Button>
      {wasOpened && (
        <Suspense>
          <FilterDrawer {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}

function buttonWords(params: BacklogParams): string {
  const count = FILTERS.filter((filter) => isSet(filter, params)).length;
  return count > 0 ? `Filters (${count})` : "Filters";
}
