"use client";

import { useState } from "react";
import { CopyButton } from "@/components/sync/copy-button.tsx";
import { ChangeError } from "./change-error.tsx";
import { NameForm } from "./name-form.tsx";
import { useChange } from "./use-change.ts";
import { feedListOptions, makeFeed } from "./view-queries.ts";

/** Makes a feed of what is shown; its address is here until the drawer closes, and nowhere afterwards. */
export function MakeFeed({ query, name }: { query: string; name: string }) {
  const [url, setUrl] = useState<string | null>(null);
  const make = useChange({
    send: makeFeed,
    list: feedListOptions.queryKey,
    onDone: (feed) => setUrl(feed.url),
  });
  return (
    <div className="flex flex-col gap-3">
      <NameForm
        label="Make a feed of the list that is shown, called"
        initial={name}
        word="Make"
        disabled={make.isPending}
        onSubmit={(called) => make.mutate({ name: called, query })}
      />
      <ChangeError error={make.error} title="The feed was not made." />
      {url !== null && <NewAddress url={url} />}
    </div>
  );
}

function NewAddress({ url }: { url: string }) {
  const formula = `=IMPORTDATA("${url}")`;
  return (
    <div role="status" className="flex flex-col gap-2 rounded-md border bg-muted p-3 text-sm">
      <p className="font-medium">Copy it now: it is not shown again.</p>
      <Line text={url} label="Copy the address" />
      <p>In a Google sheet, put this into a cell:</p>
      <Line text={formula} label="Copy the formula" />
    </div>
  );
}

function Line({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex items-start gap-2">
      <code className="min-w-0 flex-1 font-mono text-xs break-all">{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
