import { durationInWords, exactTime } from "@/lib/time-wording.ts";
import type { DeliveryDto, Freshness, FreshnessAnswer, ParkedJobDto, ProjectHealth, SyncRunDto } from "./schema.ts";

type Exclusion = Freshness["excluded"][number]["reason"];
type Mode = SyncRunDto["mode"];

export const MODE_WORDS: Record<Mode, string> = {
  bootstrap: "Bootstrap",
  poll: "Poll",
  reconcile: "Reconcile",
  webhook: "Webhook",
  backfill: "History",
  audit: "Audit",
  rules: "Status rules",
};

export const RUN_STATUS_WORDS: Record<SyncRunDto["status"], string> = {
  running: "Running",
  success: "Done",
  failed: "Failed",
  stalled: "Stalled",
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
  if (run.records_total === null && run.records_read === 0) return "waiting to begin";
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

/** What an admin can ask for, of one project or of all. */
export type SyncAction = "poll" | "reconcile" | "audit" | "bootstrap";

type Asked = readonly { project: string; joined: boolean }[];

/** What came of asking: which projects' runs were started, which were joined because they were under way. */
export function askedInWords(action: SyncAction, asked: Asked): string {
  const started = asked.filter((one) => !one.joined);
  const joined = asked.filter((one) => one.joined);
  if (asked.length === 0) return `There is no project to ${action}.`;
  const parts: string[] = [];
  if (started.length > 0) parts.push(`${MODE_WORDS[action]} of ${projectsInWords(started)} started.`);
  if (joined.length > 0) parts.push(`Joined the ${action} of ${projectsInWords(joined)} that is under way.`);
  return parts.join(" ");
}

function projectsInWords(asked: Asked): string {
  return asked.length === 1 && asked[0] ? asked[0].project : `${asked.length} projects`;
}

/** What a run is, with its kind: "Reconcile, all issues" is the weekly one. */
export function runInWords(run: Pick<SyncRunDto, "mode" | "is_sweep">): string {
  return run.is_sweep ? `${MODE_WORDS[run.mode]}, all issues` : MODE_WORDS[run.mode];
}

const JOB_WORDS: Record<ParkedJobDto["job"], string> = {
  discover_projects: "Look for projects",
  bootstrap_page: "Page of a bootstrap",
  poll: "Poll of all projects",
  poll_project: "Poll",
  refresh_issues: "Refresh of issues",
  reconcile: "Reconcile of all projects",
  reconcile_page: "Page of a reconcile",
  reproject_label: "Renamed label",
  refresh_history: "History of issues",
  backfill_page: "Page of history",
  audit_page: "Step of an audit",
  rules_page: "Changed status rules",
  search_page: "Filling of search",
  tidy: "Tidying up",
};

/** What a parked job was to do: "Refresh of issues". */
export function jobInWords(job: ParkedJobDto): string {
  return JOB_WORDS[job.job];
}

/** What a parked job was about, null where it is about no one thing: "shop/storefront#12". */
export function jobSubject({ project, iid, label }: ParkedJobDto): string | null {
  if (label !== null) return project === null ? label : `${project.path}~${label}`;
  if (project === null) return iid === null ? null : `#${iid}`;
  return iid === null ? project.path : `${project.path}#${iid}`;
}

/** What became of a delivery, in a word or two, and what that means. */
export const OUTCOME_WORDS: Record<DeliveryDto["outcome"], { words: string; meaning: string }> = {
  enqueued: { words: "Taken", meaning: "The issue is fetched anew." },
  ignored: { words: "Not needed", meaning: "Another event, or a project that is paused." },
  unknown_project: { words: "Unknown project", meaning: "Not mirrored; Backtrak looks whether it should be." },
  malformed: { words: "Not understood", meaning: "Not the body of an issue event." },
};

export type ProjectCondition = {
  kind: "gone" | "bootstrapping" | "paused" | "refused" | "waiting" | "failing" | "never" | "late" | "fine";
  words: string;
};

type Surroundings = { staleAfterSeconds: number; isGitlabAway: boolean; now: Date };

/**
 * How a project's mirror is doing. Late is a last success longer ago than `staleAfterSeconds`; the lag is its age. While GitLab is
 * away for all of them, a project that could not be read is not failing by itself.
 */
export function projectCondition(
  project: ProjectHealth,
  { staleAfterSeconds, isGitlabAway, now }: Surroundings,
): ProjectCondition {
  if (project.gone_at !== null) return { kind: "gone", words: "Gone from GitLab" };
  if (!project.active) return { kind: "paused", words: "Paused" };
  if (project.access_error !== null) return { kind: "refused", words: "Refused by GitLab" };
  if (project.bootstrap?.status === "running") return { kind: "bootstrapping", words: "Bootstrapping" };
  if (project.last_error !== null && isGitlabAway) return { kind: "waiting", words: "Waits for GitLab" };
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

/** What every page says above itself when the mirror stands still; `since` is told beside it as an age. */
export type Banner = { tone: "bad" | "warning"; words: string; since: string | null };

/** Stale is said beside the search box; this much longer is worth a line of its own. */
const LONG_STALE = 3;

/** Null while all is well or the trouble is short: a pause to keep to GitLab's rate limit is nothing to tell everyone. */
export function bannerInWords({ gitlab, ...freshness }: FreshnessAnswer): Banner | null {
  const limit = freshness.stale_after_seconds;
  const age = freshness.age_seconds ?? 0;
  if (gitlab.state === "refused") {
    return {
      tone: "bad",
      words: "GitLab refuses Backtrak's token, and what you see stands still. It began",
      since: gitlab.since,
    };
  }
  if (gitlab.state === "waiting" && age > limit) {
    return {
      tone: "warning",
      words: "GitLab has told Backtrak to wait, and what you see stands still. It began",
      since: gitlab.since,
    };
  }
  if (age <= LONG_STALE * limit) return null;
  return {
    tone: "warning",
    words: "What you see may be out of date. GitLab was last read completely",
    since: freshness.as_of,
  };
}
