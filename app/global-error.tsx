"use client";

import { PageError } from "@/components/layout/page-error.tsx";
import "./globals.css";

/** Stands in for the root layout when that fails: no theme, no providers. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Backtrak</title>
        <main className="flex min-h-dvh flex-col">
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}
