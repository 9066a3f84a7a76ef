"use client";

import { PageError } from "@/components/layout/page-error.tsx";

export default function RootError(props: { error: unknown; retry: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col">
      <PageError {...props} />
    </main>
  );
}
