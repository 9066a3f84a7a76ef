import { Info } from "lucide-react";
import Link from "next/link";
import { definitionHref } from "@/lib/definitions/wording.ts";

const LINK = "underline underline-offset-4 hover:text-foreground";

/** Said where 0 in progress says nothing: no label that an open issue carries has a rule for in progress or blocked. */
export function WipRuleNotice({ isAdmin }: { isAdmin: boolean }) {
  return (
    <div className="flex items-start gap-3 rounded-md border bg-status-blocked-soft px-3 py-2 text-sm">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-status-blocked" />
      <p>
        Nothing is in progress because no label of an open issue has a{" "}
        <Link href={definitionHref("label-rules")} prefetch={false} className={LINK}>
          rule
        </Link>{" "}
        for in progress or blocked.{" "}
        {isAdmin ? (
          <Link href="/settings/rules" className={LINK}>
            Say what the labels mean
          </Link>
        ) : (
          "Ask an admin to say what the labels mean."
        )}
      </p>
    </div>
  );
}
