"use client";

import { OverrideEditor } from "@/components/issue/override-editor.tsx";
import { AnchoredPopover } from "@/components/ui/anchored-popover.tsx";
import { shortReference } from "@/lib/issues/wording.ts";
import { OVERRIDE_FIELD_WORDS } from "@/lib/overrides/wording.ts";
import type { InlineTarget } from "./inline-edit.ts";

type InlinePopoverProps = { target: InlineTarget; open: boolean; onOpenChange: (open: boolean) => void };

/** One field of one issue, beside its cell. It goes when the change is saved; a conflict or a refusal keeps it. */
export function InlinePopover({ target: { issue, field, anchor }, open, onOpenChange }: InlinePopoverProps) {
  return (
    <AnchoredPopover
      key={`${issue.id} ${field}`}
      anchor={anchor}
      title={`${OVERRIDE_FIELD_WORDS[field]} of ${shortReference(issue.reference)}`}
      open={open}
      onOpenChange={onOpenChange}
      align="start"
      className="w-60 p-2"
    >
      <OverrideEditor id={issue.id} field={field} onDone={() => onOpenChange(false)} />
    </AnchoredPopover>
  );
}
