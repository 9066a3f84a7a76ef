"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";

/** The page on two sheets, for those who meet round a table. */
export function PrintButton() {
  return (
    <Button variant="outline" size="sm" onClick={() => window.print()}>
      <Printer aria-hidden />
      Print
    </Button>
  );
}
