import type { ReactNode } from "react";
import type { Role } from "@/lib/auth/access.ts";
import { PhoneNavigation } from "./phone-navigation.tsx";
import { Sidebar } from "./sidebar.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

type AppShellProps = {
  role: Role;
  sidebarCollapsed: boolean;
  search: ReactNode;
  freshness: ReactNode;
  person: ReactNode;
  banner: ReactNode;
  children: ReactNode;
};

/** On a phone the box takes the whole header while one types: beside its neighbours it has room for one word. */
const SEARCH =
  "flex min-w-0 flex-1 phone:focus-within:absolute phone:focus-within:inset-0 phone:focus-within:z-10 phone:focus-within:items-center phone:focus-within:bg-background phone:focus-within:px-2";

/** What stands round every page: the way between pages, search, the data's age, theme and person. */
export function AppShell({ role, sidebarCollapsed, search, freshness, person, banner, children }: AppShellProps) {
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:translate-y-0 print:hidden"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh">
        <Sidebar role={role} initiallyCollapsed={sidebarCollapsed} />
        {/* What a page that fills the window has above it: the header, and the banner's line where there is one. */}
        <div className="flex min-w-0 flex-1 flex-col [--above:3rem] has-data-[slot=page-banner]:[--above:5.25rem]">
          <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-2 border-b bg-background px-6 phone:h-14 phone:gap-1 phone:px-2 print:hidden">
            <PhoneNavigation role={role} />
            <div className={SEARCH}>{search}</div>
            {freshness}
            <ThemeToggle />
            {person}
          </header>
          {banner}
          <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
