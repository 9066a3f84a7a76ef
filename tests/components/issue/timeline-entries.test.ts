import { expect, test } from "vitest";
import { timelineEntries } from "@/components/issue/timeline-entries.ts";
import type { IssueDetail } from "@/lib/issues/schema.ts";

const at = (time: string) => `2026-03-02T${time}Z`;
const label = (title: string) => ({ title, color: "#d9534f" });

const TOLD: Pick<IssueDetail, "timeline" | "override_events" | "gitlab_events"> = {
  timeline: [
    { from_status: null, to_status: "not_started", changed_at: at("08:00:00.000"), source: "poll", provisional: false },
    {
      ...{ from_status: "not_started", to_status: "in_progress", changed_at: at("09:00:00.000") },
      ...{ source: "backfill", provisional: false },
    },
  ],
  override_events: [
    {
      ...{ field: "priority", from_value: null, to_value: "1", changed_at: at("10:00:00.000") },
      ...{ changed_by: "m@acme.test", changed_by_name: "Mia" },
    },
  ],
  gitlab_events: [
    { kind: "label", at: at("09:00:00.000"), action: "add", label: label("Doing"), by: "Ana" },
    { kind: "label", at: at("09:00:00.400"), action: "remove", label: label("To do"), by: "Ana" },
    { kind: "label", at: at("09:00:00.000"), action: "add", label: null, by: "Ben" },
    { kind: "due_date", at: at("07:00:00.000"), from: null, to: "2026-03-09" },
  ],
};

test("all that happened stands in one order, newest first, a status above what led to it", () => {
  const told = timelineEntries(TOLD).map((entry) => `${entry.kind} ${entry.at.slice(11, 13)}`);
  expect(told).toEqual(["override 10", "status 09", "labels 09", "labels 09", "status 08", "gitlab 07"]);
});

test("labels that one person changed in one second are one line", () => {
  const lines = timelineEntries(TOLD).flatMap((entry) =>
    entry.kind === "labels"
      ? [[entry.by, entry.added.map((it) => it?.title), entry.removed.map((it) => it?.title)]]
      : [],
  );
  expect(lines).toHaveLength(2);
  expect(lines).toContainEqual(["Ana", ["Doing"], ["To do"]]);
  expect(lines).toContainEqual(["Ben", [undefined], []]);
});
