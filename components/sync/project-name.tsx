import { ExternalLink } from "lucide-react";
import type { ProjectHealth } from "@/lib/sync/schema.ts";

/** A project's name and path, a link to GitLab where its address is on the GitLab we mirror and nowhere else. */
export function ProjectName({ project, gitlabUrl }: { project: ProjectHealth; gitlabUrl: string }) {
  const gitlab = URL.parse(gitlabUrl);
  const isOurs = gitlab !== null && URL.parse(project.web_url)?.origin === gitlab.origin;
  return (
    <>
      <p className="truncate font-medium" title={project.name}>
        {project.name}
      </p>
      {isOurs ? (
        <a
          href={project.web_url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-6 max-w-full phone:min-h-11 items-center gap-1 font-mono text-xs text-muted-foreground hover:text-foreground hover:underline"
        >
          <span className="truncate">{project.path}</span>
          <ExternalLink aria-hidden className="size-3 shrink-0" />
          <span className="sr-only">(in GitLab, new tab)</span>
        </a>
      ) : (
        <span className="font-mono text-xs break-all text-muted-foreground">{project.path}</span>
      )}
    </>
  );
}
