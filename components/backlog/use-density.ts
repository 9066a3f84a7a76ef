"use client";

import { useState } from "react";
import type { Density } from "@/components/data-table/density.ts";
import { densityHere, rememberDensity } from "./density-cookie.ts";

/** How high the rows are, and how to choose it: this browser's choice; `initial` is what its request said of it. */
export function useDensity(initial: Density): [Density, (density: Density) => void] {
  const [density, setDensity] = useState(() => (typeof document === "undefined" ? initial : densityHere()));
  const choose = (chosen: Density) => {
    setDensity(chosen);
    rememberDensity(chosen);
  };
  return [density, choose];
}
