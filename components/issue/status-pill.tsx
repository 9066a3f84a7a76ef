import {
  CircleCheck,
  CircleDashed,
  CircleOff,
  CirclePlay,
  CircleSlash,
  type LucideIcon,
  OctagonPause,
} from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import type { IssueStatus } from "@/lib/status/schema.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";

const LOOKS = {
  not_started: { icon: CircleDashed, variant: "neutral" },
  in_progress: { icon: CirclePlay, variant: "info" },
  blocked: { icon: OctagonPause, variant: "warning" },
  completed: { icon: CircleCheck, variant: "success" },
  closed_not_done: { icon: CircleSlash, variant: "slate" },
  gone: { icon: CircleOff, variant: "outline" },
} as const satisfies Record<IssueStatus, { icon: LucideIcon; variant: string }>;

/** A status as it looks everywhere: its colour, its icon, its word. */
export function StatusPill({ status, className }: { status: IssueStatus; className?: string }) {
  const { icon: Icon, variant } = LOOKS[status];
  return (
    <Badge variant={variant} className={className}>
      <Icon aria-hidden />
      {STATUS_WORDS[status]}
    </Badge>
  );
}
