import { FolderGit2 } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state.tsx";

/** Before anything is mirrored: what to set. */
export function NoProjects() {
  return (
    <EmptyState icon={FolderGit2} title="No projects yet">
      <p>
        Set <code className="font-mono text-sm text-foreground">GITLAB_PROJECTS</code> or{" "}
        <code className="font-mono text-sm text-foreground">GITLAB_GROUPS</code> to ids or paths, separated by commas,
        and restart the worker. It finds the projects when it starts.
      </p>
    </EmptyState>
  );
}
