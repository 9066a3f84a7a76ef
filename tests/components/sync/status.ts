import type { AuditSummary } from "@/lib/sync/audit-schema.ts";
import type { Freshness, FreshnessAnswer, ProjectHealth, SyncRunDto, SyncStatus } from "@/lib/sync/schema.ts";

const PROJECT = { id: "0b8f1c9e-3c0a-4a53-9d57-0a4f8a3f0001", path: "shop/storefront" };

export function freshness(part: Partial<Freshness> = {}): Freshness {
  return {
    state: "fresh",
    as_of: "2026-11-22T10:00:00.000Z",
    age_seconds: 125,
    stale_after_seconds: 600,
    excluded: [],
    ...part,
  };
}

export function freshnessAnswer(part: Partial<FreshnessAnswer> = {}): FreshnessAnswer {
  return { ...freshness(), audit: auditSummary(), gitlab: { state: "ok", since: null }, ...part };
}

export function auditSummary(part: Partial<AuditSummary> = {}): AuditSummary {
  const counted = { issues: 5_012, gitlab_issues: 5_012 };
  return { state: "whole", audited_at: "2026-11-22T03:10:00.000Z", ...counted, projects_wrong: 0, ...part };
}

export function run(part: Partial<SyncRunDto> = {}): SyncRunDto {
  return {
    id: crypto.randomUUID(),
    mode: "poll",
    status: "success",
    project: PROJECT,
    started_at: minutesAgo(6),
    finished_at: minutesAgo(5),
    progress_at: minutesAgo(5),
    records_read: 1_200,
    records_total: null,
    records_upserted: 7,
    rate: null,
    seconds_left: null,
    requested_by: null,
    is_sweep: false,
    error_message: null,
    ...part,
  };
}

export function project(part: Partial<ProjectHealth> = {}): ProjectHealth {
  return {
    id: PROJECT.id,
    name: "Storefront",
    path: PROJECT.path,
    web_url: "https://gitlab.example/shop/storefront",
    active: true,
    gone_at: null,
    issues: 2_200,
    history_from: "2026-05-06T00:00:00.000Z",
    last_success_at: minutesAgo(2),
    last_seen_updated_at: minutesAgo(3),
    last_error: null,
    access_error: null,
    bootstrap: null,
    audit: { outcome: "whole", audited_at: minutesAgo(300) },
    hook: { state: "good", message: null, checked_at: minutesAgo(300) },
    gap_since: null,
    ...part,
  };
}

export function syncStatus(part: Partial<SyncStatus> = {}): SyncStatus {
  const worker = { id: crypto.randomUUID(), host: "w1", started_at: minutesAgo(60), heartbeat_at: minutesAgo(0) };
  return {
    freshness: freshness(),
    gitlab: {
      url: "https://gitlab.example",
      pause: null,
      rate: { limit: 2_000, remaining: 1_934, reset_at: null, seen_at: minutesAgo(0) },
    },
    webhook: {
      url: "https://backtrak.example/api/webhooks/gitlab",
      signed: true,
      last_delivery_at: minutesAgo(4),
    },
    workers: [{ ...worker, alive: true }],
    queue: { waiting: 0, running: 0, failed: 0, oldest_age_seconds: null },
    projects: [project()],
    runs: [run()],
    ...part,
  };
}

export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
