"use client";

import { useTheme } from "next-themes";

/** Switches to the other of light and dark. Where that is what the system wears anyway, the system is followed again. */
export function useOtherTheme(): () => void {
  const { resolvedTheme, systemTheme, setTheme } = useTheme();
  return () => {
    const other = resolvedTheme === "dark" ? "light" : "dark";
    setTheme(other === systemTheme ? "system" : other);
  };
}
