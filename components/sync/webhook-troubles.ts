import type { ProjectHealth, SyncStatus } from "@/lib/sync/schema.ts";
import { projectsInWords } from "./projects-in-words.ts";
import type { Trouble } from "./troubles.ts";

/** What is wrong with the webhook, or that there is none. */
export function webhookTroubles(status: SyncStatus): Trouble[] {
  return [...setupTroubles(status), ...hookTroubles(status.projects), ...gapTroubles(status.projects)];
}

function setupTroubles({ webhook, projects }: SyncStatus): Trouble[] {
  if (projects.length === 0 || (webhook.signed && webhook.last_delivery_at !== null)) return [];
  const remedy = "Until then an edit is here with the next poll, and with the webhook within seconds.";
  const title = webhook.signed ? "GitLab has not delivered anything yet" : "No webhook is set up";
  return [{ tone: "note", title, remedy, tab: "webhook" }];
}

/** A missing one is told in its project's row alone: a group's may do its work. */
function hookTroubles(projects: ProjectHealth[]): Trouble[] {
  const disabled = projects.filter(({ active, hook }) => active && hook.state === "disabled");
  const halved = projects.filter(({ active, hook }) => active && hook.state === "switches_missing");
  const found: Trouble[] = [];
  if (disabled.length > 0) {
    const title = `GitLab has switched off the webhook of ${projectsInWords(disabled)}`;
    found.push({ tone: "warning", title, remedy: disabled[0]?.hook.message ?? "", tab: "webhook" });
  }
  if (halved.length > 0) {
    const title = `The webhook of ${projectsInWords(halved)} does not tell of everything`;
    found.push({ tone: "warning", title, remedy: halved[0]?.hook.message ?? "", tab: "webhook" });
  }
  return found;
}

function gapTroubles(projects: ProjectHealth[]): Trouble[] {
  const open = projects.filter(({ active, gap_since: since }) => active && since !== null);
  const [since] = open.flatMap((project) => project.gap_since ?? []).toSorted();
  if (since === undefined) return [];
  return [
    {
      tone: "warning",
      title: `GitLab has stopped telling of changes in ${projectsInWords(open)}`,
      remedy: "They come with the next poll. See how the webhook stands, and the log of its deliveries in GitLab.",
      when: { words: "first change that was not told", at: since },
      tab: "webhook",
    },
  ];
}
