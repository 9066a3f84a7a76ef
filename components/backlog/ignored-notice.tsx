"use client";

import { Info, UserRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { focusMine } from "./filters/mine-button.tsx";
import { WhoPopover } from "./filters/who-popover.tsx";
import { asksForMe, type IgnoredParam } from "./ignored-params.ts";

type IgnoredNoticeProps = { ignored: readonly IgnoredParam[]; onRemove: () => void; onIdentified: () => void };

/** What of the address does not hold, and why: everything else of it does. */
export function IgnoredNotice({ ignored, onRemove, onIdentified }: IgnoredNoticeProps) {
  const mine = ignored.some(asksForMe);
  const others = ignored.filter((param) => !asksForMe(param));
  return (
    <>
      {mine && <MeNotice onRemove={onRemove} onIdentified={onIdentified} />}
      {others.length > 0 && <LeftOutNotice ignored={others} onRemove={onRemove} />}
    </>
  );
}

function LeftOutNotice({ ignored, onRemove }: Omit<IgnoredNoticeProps, "onIdentified">) {
  return (
    <Notice icon={<Info aria-hidden className={ICON} />} actions={<RemoveButton onRemove={onRemove} />}>
      <p>A part of the address was left out; the rest is applied.</p>
      <ul>
        {ignored.map(({ name, value, message }) => (
          <li key={`${name}=${value}`} className="break-words">
            <code className="font-mono text-xs">
              {name}={value}
            </code>{" "}
            {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** A link to "my" issues says whose only once the reader has said who they are. */
function MeNotice({ onRemove, onIdentified }: Omit<IgnoredNoticeProps, "ignored">) {
  const [open, setOpen] = useState(false);
  const chosen = () => {
    onIdentified();
    // The notice goes, and the button with it.
    focusMine();
  };
  const actions = (
    <>
      <WhoPopover
        open={open}
        onOpenChange={setOpen}
        onChosen={chosen}
        renderButton={(button) => (
          <Button variant="outline" size="xs" {...button}>
            Say who you are
          </Button>
        )}
      />
      <RemoveButton onRemove={onRemove} />
    </>
  );
  return (
    <Notice icon={<UserRound aria-hidden className={ICON} />} actions={actions}>
      <p>Say who you are in GitLab to see your issues. The rest of the filters is applied.</p>
    </Notice>
  );
}

const ICON = "mt-0.5 size-4 shrink-0 text-status-blocked";

function Notice({ icon, actions, children }: { icon: ReactNode; actions: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-start gap-3 rounded-md border bg-status-blocked-soft px-3 py-2 text-sm phone:flex-wrap">
      {icon}
      <div role="status" className="min-w-0 flex-1">
        {children}
      </div>
      <div className="flex shrink-0 gap-1.5 phone:basis-full">{actions}</div>
    </div>
  );
}

function RemoveButton({ onRemove }: { onRemove: () => void }) {
  return (
    <Button variant="outline" size="xs" onClick={onRemove}>
      Remove
    </Button>
  );
}
