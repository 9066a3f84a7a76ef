import type { ProjectHealth, SyncStatus } from "@/lib/sync/schema.ts";
import { count, troubleOf } from "@/lib/sync/wording.ts";
import { durationInWords } from "@/lib/time-wording.ts";
import { projectsInWords } from "./projects-in-words.ts";
import type { SyncTab } from "./use-sync-tab.ts";
import { webhookTroubles } from "./webhook-troubles.ts";

/** Something to know: what it is, what to do about it, what was said, when, and the part of the page with more. */
export type Trouble = {
  tone: "bad" | "warning" | "note";
  title: string;
  remedy: string;
  said?: string | null;
  when?: { words: string; at: string };
  tab?: SyncTab;
};

/** What is wrong, the worst first; empty when all is well. What follows from another trouble is not told again. Pure. */
export function troublesOf(status: SyncStatus): Trouble[] {
  const found = [
    ...workerTroubles(status),
    ...gitlabTroubles(status),
    ...projectTroubles(status),
    ...queueTroubles(status),
    ...auditTroubles(status),
    ...webhookTroubles(status),
  ];
  if (status.freshness.state === "stale" && !found.some(({ tone }) => tone !== "note")) found.push(lateTrouble(status));
  return found.toSorted((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
}

const TONES: Trouble["tone"][] = ["bad", "warning", "note"];

function workerTroubles({ workers }: SyncStatus): Trouble[] {
  if (workers.some((worker) => worker.alive)) return [];
  const last = workers
    .map((worker) => worker.heartbeat_at)
    .toSorted()
    .at(-1);
  return [
    {
      tone: "bad",
      title: "No worker is running",
      remedy: "Nothing is read from GitLab until one starts. Start the worker process, and look at its log if it ends.",
      ...(last !== undefined && { when: { words: "heard from last", at: last } }),
    },
  ];
}

function gitlabTroubles({ gitlab: { pause }, freshness }: SyncStatus): Trouble[] {
  if (pause === null) return [];
  const { since, message: said } = pause;
  const when = { words: "began", at: since };
  if (pause.kind === "unauthorized") {
    const remedy =
      "Set GITLAB_TOKEN to one that has read_api and has not expired, and restart the worker. Backtrak tries again every five minutes.";
    return [{ tone: "bad", title: "GitLab refuses the token", remedy, said, when }];
  }
  const remedy = "Backtrak goes on by itself. If this is often so, lower GITLAB_CONCURRENCY.";
  const tone = freshness.state === "stale" ? "warning" : "note";
  return [{ tone, title: "GitLab has told Backtrak to wait", remedy, said, when }];
}

/** Whether nothing can be read: GitLab may not be asked, or none of several projects could be. Then it is not theirs. */
export function isGitlabAway({ gitlab, projects }: SyncStatus): boolean {
  return gitlab.pause !== null || everyProjectFails(projects);
}

function everyProjectFails(projects: ProjectHealth[]): boolean {
  const readable = projects.filter(isReadable);
  return readable.length > 1 && readable.every((project) => project.last_error !== null);
}

function isActive(project: ProjectHealth): boolean {
  return project.active && project.gone_at === null;
}

function isReadable(project: ProjectHealth): boolean {
  return isActive(project) && project.access_error === null;
}

function projectTroubles({ projects, gitlab: { pause, url } }: SyncStatus): Trouble[] {
  const readable = projects.filter(isReadable);
  const refused = projects.filter((project) => isActive(project) && project.access_error !== null);
  const failing = pause === null ? readable.filter((project) => project.last_error !== null) : [];
  const unfinished = readable.filter(({ bootstrap, last_error: error }) => error === null && hasFailed(bootstrap));
  const all = everyProjectFails(projects);
  const found: Trouble[] = [];
  if (failing.length > 0) {
    found.push({
      tone: all ? "bad" : "warning",
      title: all ? "No project can be read" : `${projectsInWords(failing)} could not be read`,
      remedy: all
        ? `Backtrak tries again by itself and catches up. See whether the worker reaches ${url}.`
        : "Backtrak tries again by itself. The other projects go on.",
      said: failing[0] ? troubleOf(failing[0]) : null,
    });
  }
  if (refused.length > 0) {
    found.push({
      tone: "warning",
      title: `GitLab does not let Backtrak read ${projectsInWords(refused)}`,
      remedy:
        "Give the token's user at least the role Reporter there. Until then its issues stay as they were last read.",
      said: refused[0]?.access_error ?? null,
    });
  }
  if (unfinished.length > 0) {
    found.push({
      tone: "warning",
      title: `The bootstrap of ${projectsInWords(unfinished)} did not end well`,
      remedy: "What was read is kept. Bootstrap it again from its row below.",
      said: unfinished[0]?.bootstrap?.error_message ?? null,
    });
  }
  return found;
}

function hasFailed(run: ProjectHealth["bootstrap"]): boolean {
  return run?.status === "failed" || run?.status === "stalled";
}

function queueTroubles({ queue, freshness, gitlab }: SyncStatus): Trouble[] {
  const found: Trouble[] = [];
  const { failed, oldest_age_seconds: oldest } = queue;
  if (failed > 0) {
    found.push({
      tone: "warning",
      title: failed === 1 ? "1 job is parked" : `${count(failed)} jobs are parked`,
      remedy: "They failed too often or for good, and the others go on. See why, and try them again.",
      tab: "parked",
    });
  }
  if (oldest !== null && oldest > freshness.stale_after_seconds && gitlab.pause === null) {
    found.push({
      tone: "warning",
      title: `Jobs wait: the oldest was due ${durationInWords(oldest)} ago`,
      remedy: "If this goes on, start a second worker.",
    });
  }
  return found;
}

function auditTroubles({ projects }: SyncStatus): Trouble[] {
  const wrong = projects.filter((project) => isActive(project) && project.audit?.outcome === "wrong");
  if (wrong.length === 0) return [];
  return [
    {
      tone: "bad",
      title: `${projectsInWords(wrong)} ${wrong.length === 1 ? "is" : "are"} not as GitLab counts`,
      remedy:
        "The repair did not help. Start another audit; if it stays so, GitLab counts issues that it does not list.",
      tab: "audits",
    },
  ];
}

function lateTrouble({ freshness }: SyncStatus): Trouble {
  const limit = durationInWords(freshness.stale_after_seconds);
  return {
    tone: "warning",
    title: "The data is old",
    remedy: `Every project should have been read within ${limit}. Those that were not are told below.`,
    ...(freshness.as_of !== null && { when: { words: "read last", at: freshness.as_of } }),
  };
}
