"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { toastError } from "@/components/ui/toast.ts";

const SHOWN_MS = 2_000;

/** Puts a text into the clipboard and says so where it stands. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      toastError("It could not be copied.", { description: "Select the text and copy it by hand." });
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button variant="outline" size="sm" aria-label={label} onClick={() => void copy()} className="w-20 phone:w-24">
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span role="status">{isCopied ? "Copied" : "Copy"}</span>
    </Button>
  );
}
