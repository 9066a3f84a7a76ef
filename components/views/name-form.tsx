"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/input.tsx";
import { Label } from "@/components/ui/label.tsx";
import { LONGEST_NAME_CHARACTERS } from "@/lib/views/filters.ts";

type NameFormProps = {
  label: string;
  initial: string;
  word: string;
  disabled: boolean;
  onSubmit: (name: string) => void;
  children?: ReactNode;
};

/** A name and a button that says what is done with it. */
export function NameForm({ label, initial, word, disabled, onSubmit, children }: NameFormProps) {
  const id = useId();
  const [name, setName] = useState(initial);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(name);
      }}
    >
      <Label htmlFor={id}>{label}</Label>
      <div className="flex gap-2">
        <Input
          id={id}
          dir="auto"
          value={name}
          required
          maxLength={LONGEST_NAME_CHARACTERS}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="outline" disabled={disabled || name.trim() === ""}>
          {word}
        </Button>
      </div>
      {children}
    </form>
  );
}
