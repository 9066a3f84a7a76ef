"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { ImportReport, ImportRequest, Reading } from "@/lib/import/schema.ts";

/** The text of a sheet, and what it is called. */
export type SheetText = { name: string; text: string };

/**
 * A sheet on its way in: tried as often as one changes how it is read, then applied as it was last looked at. `report` stays while
 * another is on its way, which `looking` says.
 */
export function useImport() {
  const queryClient = useQueryClient();
  const [sheet, setSheet] = useState<SheetText | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const look = useMutation({ mutationFn: (request: ImportRequest) => post(request, { dryRun: true }) });
  const apply = useMutation({
    mutationFn: (request: ImportRequest) => post(request, { dryRun: false }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ["issues"] }),
  });
  // The callbacks of `mutate` are those of its last call: an answer that was overtaken is not shown.
  const lookAt = ({ name, text }: SheetText, reading?: Reading) => {
    apply.reset();
    look.mutate({ file_name: name, text, reading }, { onSuccess: setReport });
  };
  return {
    sheet,
    report,
    open: (opened: SheetText) => {
      setSheet(opened);
      setReport(null);
      lookAt(opened);
    },
    read: (reading: Reading) => sheet && lookAt(sheet, reading),
    lookAgain: () => sheet && lookAt(sheet, report?.reading),
    apply: (leaveOutFaulty: boolean) => {
      if (sheet === null || report === null || look.isPending) return;
      const { reading } = report;
      const asked = { file_name: sheet.name, text: sheet.text, reading, versions: versionsOf(report) };
      apply.mutate({ ...asked, leave_out_faulty: leaveOutFaulty }, { onSuccess: setReport });
    },
    close: () => {
      setSheet(null);
      setReport(null);
      look.reset();
      apply.reset();
    },
    looking: look.isPending,
    applying: apply.isPending,
    lookProblem: look.error,
    applyProblem: apply.error,
  };
}

export type Import = ReturnType<typeof useImport>;

function post(request: ImportRequest, { dryRun }: { dryRun: boolean }): Promise<ImportReport> {
  const path = `/api/overrides/import?dry_run=${dryRun}`;
  return fetchJson<ImportReport>(path, { method: "POST", body: JSON.stringify(request) });
}

/** The version of each override that the report has seen. */
function versionsOf({ rows }: ImportReport): Record<string, string> {
  return Object.fromEntries(rows.flatMap(({ issue, version }) => (issue && version ? [[issue.id, version]] : [])));
}
