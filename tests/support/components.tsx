import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, type RenderResult } from "@testing-library/react";
import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { PathnameContext, SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { useEffect, useMemo, useState, type ReactElement, type ReactNode } from "react";
import { vi } from "vitest";

type Options = { url?: string; queryClient?: QueryClient };

/** What was rendered, the client its queries live in, and the router's calls. */
export type Rendered = RenderResult & { queryClient: QueryClient; router: AppRouterInstance };

/**
 * Renders what a page would hold at `url`: with a query client that does not try again, and with a router
 * whose `push` and `replace`, like `history.pushState` and `replaceState`, change what `useSearchParams` says.
 */
export function renderAt(ui: ReactElement, options: Options = {}): Rendered {
  const queryClient = options.queryClient ?? createTestQueryClient();
  window.history.replaceState(null, "", options.url ?? "/");
  const router = createRouter();
  const result = render(ui, {
    wrapper: ({ children }) => (
      <Location router={router}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </Location>
    ),
  });
  return Object.assign(result, { queryClient, router });
}

/** A failing query fails at once, and nothing outlives its test. */
export function createTestQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, gcTime: Infinity }, mutations: { retry: false } },
  });
}

function createRouter(): AppRouterInstance {
  return {
    push: vi.fn((href: string) => window.history.pushState(null, "", href)),
    replace: vi.fn((href: string) => window.history.replaceState(null, "", href)),
    back: vi.fn(() => window.history.back()),
    forward: vi.fn(() => window.history.forward()),
    refresh: vi.fn(),
    prefetch: vi.fn(),
    bfcacheId: "test",
  };
}

function Location({ router, children }: { router: AppRouterInstance; children: ReactNode }): ReactElement {
  const href = useHref();
  const { pathname, search } = new URL(href);
  const searchParams = useMemo(() => new URLSearchParams(search), [search]);
  return (
    <AppRouterContext value={router}>
      <PathnameContext value={pathname}>
        <SearchParamsContext value={searchParams}>{children}</SearchParamsContext>
      </PathnameContext>
    </AppRouterContext>
  );
}

// Next wraps the two history methods in the same way, so that both roads to a new URL lead here.
function useHref(): string {
  const [href, setHref] = useState(() => window.location.href);
  useEffect(() => {
    const { history } = window;
    const original = { pushState: history.pushState, replaceState: history.replaceState };
    const read = () => setHref(window.location.href);
    for (const method of ["pushState", "replaceState"] as const) {
      history[method] = (...parts) => {
        original[method].apply(history, parts);
        read();
      };
    }
    window.addEventListener("popstate", read);
    return () => {
      Object.assign(history, original);
      window.removeEventListener("popstate", read);
    };
  }, []);
  return href;
}
