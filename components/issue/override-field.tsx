import { type ReactNode, useId } from "react";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { Label } from "@/components/ui/label.tsx";
import { ProblemError } from "@/lib/api/fetcher.ts";
import type { OverrideField as Field } from "@/lib/overrides/schema.ts";
import { OVERRIDE_FIELD_WORDS } from "@/lib/overrides/wording.ts";
import { OverrideConflict } from "./override-conflict.tsx";
import type { OverrideSaver } from "./use-override.ts";

type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean };
type OverrideFieldProps = { field: Field; saver: OverrideSaver; children: (control: ControlProps) => ReactNode };

/** One field of the override: its name, its control, and below what stands in the way of saving it. */
export function OverrideField({ field, saver, children }: OverrideFieldProps) {
  const id = useId();
  const fault = faultOf(field, saver.problem);
  const describedBy = fault === null ? undefined : `${id}-fault`;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id} className="text-sm font-normal text-muted-foreground">
        {OVERRIDE_FIELD_WORDS[field]}
      </Label>
      {children({ id, "aria-describedby": describedBy, "aria-invalid": fault !== null })}
      {fault !== null && (
        <p id={describedBy} role="alert" className="text-sm text-status-overdue">
          {fault}
        </p>
      )}
      {saver.problem && fault === null && (
        <ErrorState shape="banner" {...problemOf(saver.problem, "This was not saved")} />
      )}
      <OverrideConflict field={field} saver={saver} />
    </div>
  );
}

/** What the server says is wrong with this very field: `body.priority`. */
function faultOf(field: Field, problem: Error | null): string | null {
  if (!(problem instanceof ProblemError)) return null;
  const fault = problem.faults.find((candidate) => candidate.field === `body.${field}`);
  return fault ? `This ${fault.message}.` : null;
}
