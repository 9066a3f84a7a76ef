"use client";

import { type RefObject, useEffect, useState } from "react";
import { askedWords } from "./search-query.ts";

/** What stands in the box, and whether what it finds is shown. `asked` is what the address asks. */
export function useBoxText(input: RefObject<HTMLInputElement | null>, asked: string) {
  const [text, setText] = useText(input, asked);
  const [open, setOpen] = useState(false);
  const write = (written: string) => {
    setText(written);
    setOpen(askedWords(written) !== "");
  };
  const leave = (left: string) => {
    setText(left);
    setOpen(false);
  };
  return { text, open, write, leave, show: () => write(text), hide: () => setOpen(false) };
}

/** What was typed, until the address asks for something else. */
function useText(input: RefObject<HTMLInputElement | null>, asked: string) {
  const [text, setText] = useState(asked);
  const [before, setBefore] = useState(asked);
  if (asked !== before) {
    setBefore(asked);
    setText(asked);
  }
  // What was typed before the page came alive, or was put back by the browser.
  useEffect(() => {
    const frame = requestAnimationFrame(() => setText((now) => input.current?.value ?? now));
    return () => cancelAnimationFrame(frame);
  }, [input]);
  return [text, setText] as const;
}
