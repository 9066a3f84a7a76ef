import { type HookHealth, WELL } from "../hook-health.ts";
import type { Hook, LabelEvent, StateEvent } from "../model.ts";
import { isoTime, type Site } from "./site.ts";
import { presentUserById } from "./user.ts";

/** `label` is null once the label was deleted; its name is today's name. */
export function presentLabelEvent(site: Site, event: LabelEvent): Record<string, unknown> {
  const label = site.store.labels.get(event.labelId);
  return {
    id: event.id,
    user: presentUserById(site, event.userId),
    created_at: isoTime(event.at),
    resource_type: "Issue",
    resource_id: event.issueId,
    label: label ? { id: label.id, name: label.title, color: label.color, description: label.description } : null,
    action: event.action,
  };
}

export function presentStateEvent(site: Site, event: StateEvent): Record<string, unknown> {
  return {
    id: event.id,
    user: presentUserById(site, event.userId),
    created_at: isoTime(event.at),
    resource_type: "Issue",
    resource_id: event.issueId,
    state: event.state,
  };
}

/** The secret is never told again. */
export function presentHook(hook: Hook, health: HookHealth = WELL): Record<string, unknown> {
  return {
    id: hook.id,
    url: hook.url,
    name: "",
    description: "",
    project_id: hook.projectId,
    push_events: false,
    issues_events: hook.issues,
    confidential_issues_events: hook.confidentialIssues,
    note_events: false,
    merge_requests_events: false,
    enable_ssl_verification: true,
    alert_status: health.alert_status,
    disabled_until: health.disabled_until,
    url_variables: [],
    created_at: isoTime(hook.createdAt),
    custom_webhook_template: null,
    custom_headers: [],
  };
}
