"use client";

import { useId } from "react";
import { DENSITIES, type Density } from "./density.ts";

const WORDS: Record<Density, string> = { compact: "Compact", normal: "Normal", roomy: "Roomy" };

type DensityFieldProps = { density: Density; onChange: (density: Density) => void };

/** How high the rows are; it shows at once. */
export function DensityField({ density, onChange }: DensityFieldProps) {
  const name = useId();
  return (
    <fieldset className="border-b p-2">
      <legend className="float-left pb-1 text-xs font-medium text-muted-foreground">Row height</legend>
      <div className="clear-both flex gap-1 rounded-md bg-muted p-0.5">
        {DENSITIES.map((choice) => (
          <label
            key={choice}
            className="flex h-6 flex-1 cursor-pointer items-center justify-center rounded-sm text-sm text-muted-foreground has-checked:bg-card has-checked:font-medium has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name={name}
              value={choice}
              checked={choice === density}
              onChange={() => onChange(choice)}
              className="sr-only"
            />
            {WORDS[choice]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
