"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button.tsx";

/**
 * The other of light and dark. Where that is what the system wears anyway, the system is followed again. Which of the two
 * signs is shown is up to the style sheet: the server does not know the theme.
 */
export function ThemeToggle() {
  const { resolvedTheme, systemTheme, setTheme } = useTheme();
  const toggle = () => {
    const other = resolvedTheme === "dark" ? "light" : "dark";
    setTheme(other === systemTheme ? "system" : other);
  };
  return (
    <Button variant="ghost" size="icon" aria-label="Switch between light and dark" onClick={toggle}>
      <Sun aria-hidden className="dark:hidden" />
      <Moon aria-hidden className="hidden dark:block" />
    </Button>
  );
}
