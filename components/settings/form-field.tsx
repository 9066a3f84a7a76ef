"use client";

import { type ReactNode, useId } from "react";
import { Label } from "@/components/ui/label.tsx";

type Control = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean };

type FormFieldProps = {
  label: string;
  /** What is wrong with it, to stand after "This". */
  fault: string | null;
  hint?: string;
  children: (control: Control) => ReactNode;
};

/** A field of a form: its name, its control, and below what is wrong with it, else what it is for. */
export function FormField({ label, fault, hint, children }: FormFieldProps) {
  const id = useId();
  const described = fault === null && hint === undefined ? undefined : `${id}-words`;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      {children({ id, "aria-describedby": described, "aria-invalid": fault !== null })}
      {fault !== null && (
        <p id={described} role="alert" className="text-sm text-status-overdue">
          This {fault}.
        </p>
      )}
      {fault === null && hint !== undefined && (
        <p id={described} className="text-sm text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  );
}
