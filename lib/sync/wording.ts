import type { z } from "zod";
import { durationInWords, exactTime } from "@/lib/time-wording.ts";
import type { bootstrapAnswerSchema, Freshness, ProjectHealth, SyncRunDto } from "./schema.ts";

type Exclusion = Freshness["excluded"][number]["reason"];
type Mode = SyncRunDto["mode"];

export const MODE_WORDS: Record<Mode, string> = {
  bootstrap: "Bootstrap",
  poll: "Poll",
  reconcile: "Reconcile",
  webhook: "Webhook",
};

const EXCLUSION_WORDS: Record<Exclusion, string> = {
  paused: "paused",
  forbidden: "GitLab does not let us read it",
  gone: "no longer in GitLab",
  never_synced: "not synced yet",
};

/** How old the mirror is, in a few words: "2 min old", "no data". */
export function freshnessInWords(freshness: Freshness): string {
  if (freshness.state === "no_data" || freshness.age_seconds === null) return "no data";
  return freshness.age_seconds < 60 ? "just now" : `${durationInWords(freshness.age_seconds)} old`;
}

/** What the few words rest on. `zone` as in `exactTime`. */
export function freshnessReason(freshness: Freshness, zone?: string): string {
  const limit = durationInWords(freshness.stale_after_seconds);
  if (freshness.as_of === null) return "No project has been synced completely yet.";
  const asOf = `Every project that counts was read completely at ${exactTime(freshness.as_of, zone)} or later.`;
  return freshness.state === "stale" ? `${asOf} That is more than ${limit} ago.` : asOf;
}

/** A project that does not count towards the age, and why. */
export function exclusionInWords(excluded: Freshness["excluded"][number]): string {
  return `${excluded.project}: ${EXCLUSION_WORDS[excluded.reason]}`;
}

/** What stands in a run's way or what it is doing: "1,200 of 5,000, 310/s, 12 s left". */
export function progressInWords(run: SyncRunDto): string {
  const read = count(run.records_read);
  const parts = [run.records_total === null ? `${read} read` : `${read} of ${count(run.records_total)}`];
  if (run.rate !== null) parts.push(`${count(Math.round(run.rate))}/s`);
  if (run.seconds_left !== null) parts.push(`${durationInWords(run.seconds_left)} left`);
  return parts.join(", ");
}

/** What is wrong with a project, null when nothing is. GitLab's refusal comes before the last failure. */
export function troubleOf(project: ProjectHealth): string | null {
  return project.access_error ?? project.last_error;
}

/** A whole number with thousands separated: "12,345". */
export function count(value: number): string {
  return value.toLocaleString("en-GB");
}

export type BootstrapAnswer = z.infer<typeof bootstrapAnswerSchema>;

/** What came of asking for a bootstrap: which runs were started, which were joined because they were under way. */
export function bootstrapInWords({ runs }: BootstrapAnswer): string {
  const started = runs.filter((run) => !run.joined);
  const joined = runs.filter((run) => run.joined);
  if (runs.length === 0) return "There is no project to bootstrap.";
  const parts: string[] = [];
  if (started.length > 0) parts.push(`Bootstrap of ${projectsInWords(started)} started.`);
  if (joined.length > 0) parts.push(`Joined the bootstrap of ${projectsInWords(joined)} that is under way.`);
  return parts.join(" ");
}

function projectsInWords(runs: BootstrapAnswer["runs"]): string {
  return runs.length === 1 && runs[0] ? runs[0].project : `${runs.length} projects`;
}

export type ProjectCondition = {
  kind: "bootstrapping" | "paused" | "refused" | "failing" | "never" | "late" | "fine";
  words: string;
};

/** How a project's mirror is doing. Late is a last success longer ago than `staleAfterSeconds`; the lag is its age. */
export function projectCondition(
  project: ProjectHealth,
  { staleAfterSeconds, now }: { staleAfterSeconds: number; now: Date },
): ProjectCondition {
  if (!project.active) return { kind: "paused", words: "Paused" };
  if (project.access_error !== null) return { kind: "refused", words: "Refused by GitLab" };
  if (project.bootstrap?.status === "running") return { kind: "bootstrapping", words: "Bootstrapping" };
  if (project.last_error !== null) return { kind: "failing", words: "Failing" };
  if (project.last_success_at === null) return { kind: "never", words: "Not synced yet" };
  const lag = (now.getTime() - new Date(project.last_success_at).getTime()) / 1000;
  if (lag > staleAfterSeconds) return { kind: "late", words: `${durationInWords(lag)} behind` };
  return { kind: "fine", words: "Up to date" };
}

/** How long a run took, "–" while it runs. Under a second in milliseconds. */
export function tookInWords(run: SyncRunDto): string {
  if (run.finished_at === null) return "–";
  const took = new Date(run.finished_at).getTime() - new Date(run.started_at).getTime();
  return took < 1_000 ? `${took} ms` : durationInWords(took / 1_000);
}
