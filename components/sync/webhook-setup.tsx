"use client";

import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge.tsx";
import { Card } from "@/components/ui/card.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { CopyButton } from "./copy-button.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";

/** How to have GitLab tell about an edit at once, and whether it does. Never the secret itself. */
export function WebhookSetup({ webhook }: { webhook: SyncStatus["webhook"] }) {
  return (
    <Card>
      <SectionHead
        id="webhook"
        title="Webhook"
        explanation="With it an edit in GitLab is here within seconds. Without it, with the next poll."
      >
        <LastDelivery webhook={webhook} />
      </SectionHead>
      <dl className="divide-y text-sm">
        <Step name="Where">
          In GitLab open the group or project, <em>Settings</em>, <em>Webhooks</em>, <em>Add new webhook</em>.
        </Step>
        <Step name="URL">
          <Address url={webhook.url} />
        </Step>
        <Step name="Secret">
          <Secret isSet={webhook.signed} />
        </Step>
        <Step name="Trigger">
          Tick <strong className="font-medium">Issues events</strong> and{" "}
          <strong className="font-medium">Confidential issues events</strong>, nothing else. Without the second, GitLab
          does not tell that an issue was made confidential, and it would stay visible here until the next poll.
        </Step>
        <Step name="SSL verification">
          Leave <em>Enable SSL verification</em> on.
        </Step>
      </dl>
    </Card>
  );
}

function Address({ url }: { url: string | null }) {
  if (url === null) {
    return (
      <>
        This address and <Code>/api/webhooks/gitlab</Code>. Set <Code>BETTER_AUTH_URL</Code> to the public address to
        see it here.
      </>
    );
  }
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Code>{url}</Code>
      <CopyButton text={url} label="Copy the webhook's URL" />
    </span>
  );
}

function Secret({ isSet }: { isSet: boolean }) {
  if (!isSet) {
    return (
      <>
        Set <Code>GITLAB_WEBHOOK_SECRET</Code> to a long random text, or <Code>GITLAB_WEBHOOK_SIGNING_TOKEN</Code> to
        the signing token that GitLab shows, restart the web process, and give GitLab the same. Until then every
        delivery is refused.
      </>
    );
  }
  return (
    <>
      The value of <Code>GITLAB_WEBHOOK_SECRET</Code> as secret token; where <Code>GITLAB_WEBHOOK_SIGNING_TOKEN</Code>{" "}
      is set, GitLab&apos;s signing token must be that one. Neither is ever shown here.
    </>
  );
}

function LastDelivery({ webhook }: { webhook: SyncStatus["webhook"] }) {
  if (!webhook.signed) return <Badge variant="warning">No secret is set</Badge>;
  if (webhook.last_delivery_at === null) return <Badge variant="neutral">Nothing delivered yet</Badge>;
  return (
    <Badge variant="success">
      Last delivery <RelativeTime value={webhook.last_delivery_at} />
    </Badge>
  );
}

function Step({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)] items-baseline gap-x-6 gap-y-0.5 px-4 py-2 phone:grid-cols-1">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="max-w-prose break-words">{children}</dd>
    </div>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="rounded-sm bg-muted px-1 py-0.5 font-mono text-xs break-all">{children}</code>;
}
