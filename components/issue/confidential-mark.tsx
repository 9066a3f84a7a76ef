import { Lock } from "lucide-react";

/** Only managers and admins see such an issue. */
export function ConfidentialMark() {
  return (
    <span title="Confidential" className="shrink-0 text-status-blocked">
      <Lock aria-hidden className="size-3.5" />
      <span className="sr-only">Confidential</span>
    </span>
  );
}
