import { AppError } from "@/lib/errors.ts";
import type { WireLabel } from "@/lib/gitlab/schemas.ts";
import type { LabelRecord } from "./store.ts";

const FALLBACK_COLOR = "#6b7280";

/**
 * GitLab's label as a record.
 * @throws AppError `gitlab_malformed` for a bare title: without an id a rename cannot be followed.
 */
export function normalizeLabel(wire: WireLabel | string): LabelRecord {
  if (typeof wire === "string") {
    throw new AppError("gitlab_malformed", "labels came as titles: ask for them with_labels_details");
  }
  const color = wire.color.toLowerCase();
  return {
    gitlab_label_id: String(wire.id),
    title: wire.name,
    color: /^#[0-9a-f]{6}$/.test(color) ? color : FALLBACK_COLOR,
  };
}
