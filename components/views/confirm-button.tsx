"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";

type ConfirmButtonProps = { word: string; about: string; disabled: boolean; onConfirm: () => void };

/** What cannot be undone is pressed twice: the second time it says so. */
export function ConfirmButton({ word, about, disabled, onConfirm }: ConfirmButtonProps) {
  const [isAsked, setAsked] = useState(false);
  return (
    <Button
      variant={isAsked ? "destructive" : "outline"}
      size="sm"
      disabled={disabled}
      aria-label={isAsked ? `${word} ${about} for good` : `${word} ${about}`}
      onClick={() => (isAsked ? onConfirm() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {isAsked ? `${word} for good?` : word}
    </Button>
  );
}
