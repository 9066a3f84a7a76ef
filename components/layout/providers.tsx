"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toaster.tsx";
import { createQueryClient } from "./query-client.ts";

type ProvidersProps = { nonce: string | undefined; children: ReactNode };

// The script that puts the theme on before the first paint runs in the server's page only. Where the browser draws it (a
// page that turned out not to exist) it is marked as data, or React warns that it will not run.
const THEME_SCRIPT = typeof window === "undefined" ? undefined : { type: "application/json" };

/** What every page stands in: theme, the cache of answers, toasts. `nonce` is the one of the page's CSP. */
export function Providers({ nonce, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      nonce={nonce}
      scriptProps={THEME_SCRIPT}
    >
      <CSPProvider nonce={nonce} disableStyleElements>
        <QueryClientProvider client={queryClient}>
          {children}
          <Toaster />
        </QueryClientProvider>
      </CSPProvider>
    </ThemeProvider>
  );
}
