import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { troublesOf } from "@/components/sync/troubles.ts";
import { Verdict } from "@/components/sync/verdict.tsx";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { freshness, minutesAgo, project, run, syncStatus } from "./status.ts";

type Pause = NonNullable<SyncStatus["gitlab"]["pause"]>;

const SOUND = syncStatus();
const STALE = freshness({ state: "stale", age_seconds: 4_000 });

function paused(kind: Pause["kind"], part: Partial<SyncStatus> = {}): SyncStatus {
  const pause = { kind, since: minutesAgo(7), until: minutesAgo(-1), message: "401 Unauthorized" };
  return syncStatus({ ...part, gitlab: { ...SOUND.gitlab, pause } });
}

const other = (part: Parameters<typeof project>[0]) => project({ id: crypto.randomUUID(), path: "a/b", ...part });
const titles = (status: SyncStatus) => troublesOf(status).map(({ tone, title }) => `${tone}: ${title}`);

test("when all is well it says so, and nothing else", () => {
  renderAt(<Verdict status={SOUND} />);
  expect(screen.getByText("Everything is up to date")).toBeVisible();
  expect(screen.queryByRole("img")).not.toBeInTheDocument();
});

test("a trouble says what it is, since when, what GitLab said and what to do, and not that all is well", () => {
  renderAt(<Verdict status={paused("unauthorized")} />);
  const verdict = within(screen.getByRole("region", { name: "Is everything all right?" }));
  expect(verdict.getByText(/GitLab refuses the token/)).toHaveTextContent("began 7 min ago");
  expect(verdict.getByText(/Set GITLAB_TOKEN/)).toBeVisible();
  expect(verdict.getByText("401 Unauthorized")).toBeVisible();
  expect(verdict.queryByText("Everything is up to date")).not.toBeInTheDocument();
});

test("a note stands beside the good news", () => {
  renderAt(<Verdict status={syncStatus({ webhook: { ...SOUND.webhook, last_delivery_at: null } })} />);
  expect(screen.getByText("Everything is up to date")).toBeVisible();
  expect(screen.getByText("GitLab has not delivered anything yet")).toBeVisible();
  expect(screen.getByRole("link", { name: "Show" })).toHaveAttribute("href", "/sync?tab=webhook");
});

describe("what is told", () => {
  test.each<[string, SyncStatus, string[]]>([
    ["no worker", syncStatus({ workers: [] }), ["bad: No worker is running"]],
    [
      "a refused token, and not that every project fails by it",
      paused("unauthorized", { projects: [project({ last_error: "401" }), other({ last_error: "401" })] }),
      ["bad: GitLab refuses the token"],
    ],
    ["a short wait", paused("rate_limited"), ["note: GitLab has told Backtrak to wait"]],
    ["a long wait", paused("rate_limited", { freshness: STALE }), ["warning: GitLab has told Backtrak to wait"]],
    [
      "all projects failing",
      syncStatus({ projects: [project({ last_error: "GitLab cannot be reached" }), other({ last_error: "again" })] }),
      ["bad: No project can be read"],
    ],
    [
      "one of two failing",
      syncStatus({ projects: [project(), other({ last_error: "GitLab failed with 500" })] }),
      ["warning: a/b could not be read"],
    ],
    [
      "one that is forbidden, which is not failing too",
      syncStatus({ projects: [project(), other({ access_error: "403", last_error: "403" })] }),
      ["warning: GitLab does not let Backtrak read a/b"],
    ],
    [
      "nothing of a project that is paused or gone",
      syncStatus({
        projects: [
          project(),
          other({ active: false, last_error: "x" }),
          other({ gone_at: minutesAgo(9), active: false, access_error: "404" }),
        ],
      }),
      [],
    ],
    [
      "a bootstrap that stalled",
      syncStatus({ projects: [project({ bootstrap: run({ mode: "bootstrap", status: "stalled" }) })] }),
      ["warning: The bootstrap of shop/storefront did not end well"],
    ],
    [
      "parked jobs and a queue that grows",
      syncStatus({ queue: { waiting: 9, running: 1, failed: 1, oldest_age_seconds: 601 } }),
      ["warning: 1 job is parked", "warning: Jobs wait: the oldest was due 10 min ago"],
    ],
    ["old data that nothing else explains", syncStatus({ freshness: STALE }), ["warning: The data is old"]],
    [
      "old data once, where a dead worker explains it",
      syncStatus({ freshness: STALE, workers: [] }),
      ["bad: No worker is running"],
    ],
    [
      "a project that stays unequal to GitLab's counts",
      syncStatus({ projects: [project({ audit: { outcome: "wrong", audited_at: minutesAgo(9) } }), other({})] }),
      ["bad: shop/storefront is not as GitLab counts"],
    ],
    [
      "nothing of an audit that has put something right",
      syncStatus({ projects: [project({ audit: { outcome: "repaired", audited_at: minutesAgo(9) } })] }),
      [],
    ],
    [
      "webhooks that are switched off or half switched on, and one that has gone silent",
      syncStatus({
        projects: [
          project({ hook: { state: "disabled", message: "until 10:04", checked_at: minutesAgo(9) } }),
          other({ hook: { state: "switches_missing", message: "Tick Issues events.", checked_at: minutesAgo(9) } }),
          other({ path: "c/d", gap_since: minutesAgo(40) }),
        ],
      }),
      [
        "warning: GitLab has switched off the webhook of shop/storefront",
        "warning: The webhook of a/b does not tell of everything",
        "warning: GitLab has stopped telling of changes in c/d",
      ],
    ],
    [
      "nothing of a webhook that is not seen",
      syncStatus({
        projects: [project({ hook: { state: "missing", message: "Add one", checked_at: minutesAgo(9) } })],
      }),
      [],
    ],
    [
      "no webhook",
      syncStatus({ webhook: { url: null, signed: false, last_delivery_at: null } }),
      ["note: No webhook is set up"],
    ],
  ])("%s", (_, status, expected) => {
    expect(titles(status)).toEqual(expected);
  });

  test("the worst first", () => {
    const status = paused("rate_limited", {
      workers: [],
      queue: { waiting: 0, running: 0, failed: 3, oldest_age_seconds: null },
    });
    expect(titles(status)).toEqual([
      "bad: No worker is running",
      "warning: 3 jobs are parked",
      "note: GitLab has told Backtrak to wait",
    ]);
  });
});
