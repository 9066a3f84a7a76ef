"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { Applying } from "./applying.tsx";
import { RuleSheet } from "./rule-sheet.tsx";
import type { RuleSubject } from "./rule-subject.ts";
import { RulesSkeleton } from "./rules-skeleton.tsx";
import { RulesTable } from "./rules-table.tsx";
import { SettingsNav } from "./settings-nav.tsx";
import { UnmatchedLabels } from "./unmatched-labels.tsx";
import { useRules } from "./use-rules.ts";

/** What labels say of an issue's status: the rules, the labels that have none, and each change tried before it is made. */
export function RulesView() {
  const { data, error, isFetching, refetch } = useRules();
  const [subject, setSubject] = useState<RuleSubject | null>(null);
  if (!data && !error) return <RulesSkeleton />;
  const add = (pattern: string) => setSubject({ action: "create", pattern });
  return (
    <PageBody>
      <PageHeader
        title="Settings"
        action={
          data && (
            <Button onClick={() => add("")}>
              <Plus aria-hidden />
              New rule
            </Button>
          )
        }
      />
      <SettingsNav />
      {error && (
        <ErrorState
          shape={data ? "banner" : "page"}
          {...problemOf(
            error,
            data ? "What stands below could not be renewed." : "The status rules could not be read.",
          )}
          onRetry={() => refetch()}
          retrying={isFetching}
        />
      )}
      {data?.applying && <Applying applying={data.applying} />}
      {data && <RulesTable rules={data.data} onChoose={setSubject} />}
      {data && <UnmatchedLabels list={data} onAdd={add} />}
      <RuleSheet subject={subject} projects={data?.projects ?? []} onClose={() => setSubject(null)} />
    </PageBody>
  );
}
