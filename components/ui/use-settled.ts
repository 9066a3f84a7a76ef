"use client";

import { useEffect, useState } from "react";

/** Shorter is part of typing a word, longer is felt as waiting. */
const PAUSE_MS = 150;

/** What is being typed, once one pauses. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
