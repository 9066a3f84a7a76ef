"use client";

import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Clock,
  Hourglass,
  LoaderCircle,
  Pause,
  Unlink,
} from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import { useNow } from "@/components/ui/use-now.ts";
import type { ProjectHealth } from "@/lib/sync/schema.ts";
import { type ProjectCondition, projectCondition } from "@/lib/sync/wording.ts";

const LOOKS = {
  gone: { variant: "slate", icon: Unlink },
  bootstrapping: { variant: "info", icon: LoaderCircle },
  paused: { variant: "slate", icon: Pause },
  refused: { variant: "danger", icon: Ban },
  waiting: { variant: "warning", icon: Hourglass },
  failing: { variant: "danger", icon: CircleAlert },
  never: { variant: "neutral", icon: CircleDashed },
  late: { variant: "warning", icon: Clock },
  fine: { variant: "success", icon: CircleCheck },
} as const satisfies Record<ProjectCondition["kind"], unknown>;

type ProjectStateProps = { project: ProjectHealth; staleAfterSeconds: number; isGitlabAway: boolean };

/** How a project's mirror is doing, in one word, with its lag where it has one. */
export function ProjectState({ project, ...surroundings }: ProjectStateProps) {
  const { date } = useNow();
  const condition = projectCondition(project, { ...surroundings, now: date });
  const { variant, icon: Icon } = LOOKS[condition.kind];
  return (
    <Badge variant={variant} suppressHydrationWarning>
      <Icon aria-hidden />
      {condition.words}
    </Badge>
  );
}
