"use client";

import { useEffect, useRef, useState } from "react";
import { isPressed } from "@/components/shortcuts/keys.ts";
import type { Role } from "@/lib/auth/access.ts";
import type { PaletteDialog } from "./palette-dialog.tsx";
import { useTypingAhead } from "./use-typing-ahead.ts";

/** `Ctrl K`, or `⌘ K`, opens the palette from wherever one is. Its code comes when the first of the two keys goes down. */
export function Palette({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [Loaded, setLoaded] = useState<typeof PaletteDialog | null>(null);
  const isAsked = useRef(false);
  useEffect(() => {
    const load = () => {
      if (isAsked.current) return;
      isAsked.current = true;
      void import("./palette-dialog.tsx").then(
        (loaded) => setLoaded(() => loaded.PaletteDialog),
        () => (isAsked.current = false), // tried again at the next press
      );
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey) load();
      if (event.repeat || !isPressed("palette", event)) return;
      event.preventDefault();
      setText("");
      setOpen((wasOpen) => !wasOpen);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  useTypingAhead(open, setText);
  return Loaded && <Loaded role={role} open={open} onOpenChange={setOpen} text={text} onText={setText} />;
}
