"use client";

import { Pencil, Tags, Trash2 } from "lucide-react";
import { StatusPill } from "@/components/issue/status-pill.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import { countWords } from "@/lib/issues/wording.ts";
import type { RuleList } from "@/lib/status/schema.ts";
import { isScopePattern, OUTCOME_STATUS } from "@/lib/status/wording.ts";
import type { RuleSubject } from "./rule-subject.ts";

type RulesTableProps = { rules: RuleList["data"]; onChoose: (subject: RuleSubject) => void };

/** The rules in the order in which they are asked. */
export function RulesTable({ rules, onChoose }: RulesTableProps) {
  return (
    <Card className="@container/many">
      <SectionHead
        id="rules"
        title="Status rules"
        explanation="For each label one rule is chosen: a project's own before a general one, the exact title before the longest scope. Across an issue's labels blocked beats in progress beats not started."
      />
      {rules.length === 0 ? (
        <EmptyState icon={Tags} title="No rules">
          Every open issue is not started. Make a rule for the labels that say otherwise.
        </EmptyState>
      ) : (
        <StackTable aria-labelledby="rules">
          <StackHead>
            <StackRow>
              <StackColumn className="w-full">Label</StackColumn>
              <StackColumn>Means</StackColumn>
              <StackColumn>In</StackColumn>
              <StackColumn align="right">Open issues</StackColumn>
              <StackColumn>
                <span className="sr-only">Actions</span>
              </StackColumn>
            </StackRow>
          </StackHead>
          <StackBody>
            {rules.map((rule) => (
              <RuleRow key={rule.id} rule={rule} onChoose={onChoose} />
            ))}
          </StackBody>
        </StackTable>
      )}
    </Card>
  );
}

type RuleRowProps = { rule: RuleList["data"][number]; onChoose: RulesTableProps["onChoose"] };

function RuleRow({ rule, onChoose }: RuleRowProps) {
  return (
    <StackRow>
      <StackCell wide className="max-w-0">
        <p className="truncate stacked:whitespace-normal" title={rule.pattern}>
          <span dir="auto" className="font-medium break-words">
            {rule.pattern}
          </span>{" "}
          {isScopePattern(rule.pattern) && (
            <span className="text-xs text-muted-foreground">and whatever follows: every label of this scope</span>
          )}
        </p>
      </StackCell>
      <StackCell label="Means">
        <StatusPill status={OUTCOME_STATUS[rule.outcome]} />
      </StackCell>
      <StackCell label="In" className="max-w-72">
        <p className="truncate text-muted-foreground" title={rule.project?.path}>
          {rule.project?.path ?? "All projects"}
        </p>
      </StackCell>
      <StackCell label="Open issues" align="right">
        {countWords(rule.open_issues)}
      </StackCell>
      <StackCell align="right" wide className="whitespace-nowrap">
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Change the rule for ${rule.pattern}`}
          title="Change"
          onClick={() => onChoose({ action: "change", rule })}
        >
          <Pencil aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Delete the rule for ${rule.pattern}`}
          title="Delete"
          onClick={() => onChoose({ action: "delete", rule })}
        >
          <Trash2 aria-hidden />
        </Button>
      </StackCell>
    </StackRow>
  );
}
