"use client";

import { CircleCheck } from "lucide-react";
import { LabelPill } from "@/components/issue/label-pill.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import { countWords } from "@/lib/issues/wording.ts";
import type { RuleList } from "@/lib/status/schema.ts";

type UnmatchedLabelsProps = {
  list: Pick<RuleList, "unmatched_labels" | "unmatched_total">;
  /** Opens the form of a new rule, filled in for this title. */
  onAdd: (title: string) => void;
};

/** The labels that say nothing of the status so far, the most used first, each one click from a rule. */
export function UnmatchedLabels({ list, onAdd }: UnmatchedLabelsProps) {
  const { unmatched_labels: labels, unmatched_total: total } = list;
  return (
    <Card className="@container/many">
      <SectionHead
        id="unmatched"
        title="Labels without a rule"
        explanation="They do not change an issue's status. Most are right to; those that are a step of the work want a rule."
      />
      {labels.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Every label in use has a rule">
          No open issue carries a label that no rule speaks for.
        </EmptyState>
      ) : (
        <StackTable aria-labelledby="unmatched">
          <StackHead>
            <StackRow>
              <StackColumn className="w-full">Label</StackColumn>
              <StackColumn>Only in</StackColumn>
              <StackColumn align="right">Open issues</StackColumn>
              <StackColumn>
                <span className="sr-only">Actions</span>
              </StackColumn>
            </StackRow>
          </StackHead>
          <StackBody>
            {labels.map((label) => (
              <UnmatchedLabel key={label.title} label={label} onAdd={onAdd} />
            ))}
          </StackBody>
        </StackTable>
      )}
      {total > labels.length && (
        <p className="border-t px-4 py-2 text-sm text-muted-foreground">
          The {countWords(labels.length)} most used of {countWords(total)}.
        </p>
      )}
    </Card>
  );
}

type UnmatchedLabelProps = { label: RuleList["unmatched_labels"][number]; onAdd: UnmatchedLabelsProps["onAdd"] };

function UnmatchedLabel({ label, onAdd }: UnmatchedLabelProps) {
  return (
    <StackRow>
      <StackCell wide className="max-w-0">
        <LabelPill title={label.title} color={label.color} />
      </StackCell>
      <StackCell label="Only in" className="max-w-72">
        <p className="truncate text-muted-foreground" title={label.project?.path}>
          {label.project?.path ?? "–"}
        </p>
      </StackCell>
      <StackCell label="Open issues" align="right">
        {countWords(label.open_issues)}
      </StackCell>
      <StackCell align="right" wide>
        <Button
          variant="outline"
          size="sm"
          onClick={() => onAdd(label.title)}
          aria-label={`Make a rule for ${label.title}`}
          className="stacked:mt-1 stacked:w-full"
        >
          Make a rule
        </Button>
      </StackCell>
    </StackRow>
  );
}
