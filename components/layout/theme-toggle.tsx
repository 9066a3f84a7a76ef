"use client";

import { Moon, Sun } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { useOtherTheme } from "./use-other-theme.ts";

/** The other of light and dark. Which of the two signs is shown is up to the style sheet: the server does not know the theme. */
export function ThemeToggle() {
  const toggle = useOtherTheme();
  return (
    <Button variant="ghost" size="icon" aria-label="Switch between light and dark" onClick={toggle}>
      <Sun aria-hidden className="dark:hidden" />
      <Moon aria-hidden className="hidden dark:block" />
    </Button>
  );
}
