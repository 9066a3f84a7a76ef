"use client";

import { useState } from "react";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet.tsx";
import { ProblemError } from "@/lib/api/fetcher.ts";
import type { RuleList, RuleProposalBody } from "@/lib/status/schema.ts";
import { RuleForm } from "./rule-form.tsx";
import { RulePreviewPanel } from "./rule-preview-panel.tsx";
import { fieldsOf, proposalOf, type RuleSubject, SUBJECT_TITLES } from "./rule-subject.ts";
import { useRulePreview } from "./use-rule-preview.ts";

type RuleSheetProps = { subject: RuleSubject | null; projects: RuleList["projects"]; onClose: () => void };

/** A drawer in which a rule is written, what that would do is seen, and only then it is made so. */
export function RuleSheet({ subject, projects, onClose }: RuleSheetProps) {
  return (
    <Sheet open={subject !== null} onOpenChange={(isOpen) => isOpen || onClose()}>
      <SheetContent side="right" className="w-[34rem]">
        {subject && (
          <>
            <SheetTitle className="border-b px-4 py-3">{SUBJECT_TITLES[subject.action]}</SheetTitle>
            <Steps subject={subject} projects={projects} onClose={onClose} />
          </>
        )}
      </SheetContent>
    </Sheet>
  );
}

type StepsProps = RuleSheetProps & { subject: RuleSubject };

/** The form, then the preview. What the server says is wrong with a field is said in the form. */
function Steps({ subject, projects, onClose }: StepsProps) {
  const [fields, setFields] = useState(() => fieldsOf(subject));
  const [proposal, setProposal] = useState<RuleProposalBody | null>(
    subject.action === "delete" ? proposalOf(subject, fields) : null,
  );
  const preview = useRulePreview(proposal);
  const faults = preview.error instanceof ProblemError ? preview.error.faults : [];
  if (proposal !== null && faults.length === 0) {
    const onBack = subject.action === "delete" ? null : () => setProposal(null);
    return <RulePreviewPanel proposal={proposal} asked={preview} onBack={onBack} onClose={onClose} />;
  }
  return (
    <RuleForm
      fields={fields}
      projects={projects}
      faults={proposal === null ? [] : faults}
      onChange={(changed) => {
        setFields({ ...fields, ...changed });
        setProposal(null);
      }}
      onSubmit={() => setProposal(proposalOf(subject, fields))}
      onCancel={onClose}
    />
  );
}
