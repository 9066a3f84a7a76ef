import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PersonMenu } from "@/components/auth/person-menu.tsx";
import { AppShell } from "@/components/layout/app-shell.tsx";
import { isCollapsed } from "@/components/layout/sidebar-cookie.ts";
import { Palette } from "@/components/palette/palette.tsx";
import { SearchBox } from "@/components/search/search-box.tsx";
import { Shortcuts } from "@/components/shortcuts/shortcuts.tsx";
import { Freshness } from "@/components/sync/freshness.tsx";
import { GitlabBanner } from "@/components/sync/gitlab-banner.tsx";
import { AvatarOriginProvider } from "@/components/ui/avatar.tsx";
import { clock, webContext } from "@/lib/api/context.ts";
import type { Reader } from "@/lib/auth/access.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { readFreshnessAnswer } from "@/lib/sync/queries.ts";

export default async function MainLayout({ children }: { children: ReactNode }) {
  const reader = await requireReader("viewer");
  const { env } = webContext();
  const freshness = await freshnessOrNull(reader);
  return (
    <AvatarOriginProvider origin={env.GITLAB_URL ? new URL(env.GITLAB_URL).origin : null}>
      <Shortcuts>
        <AppShell
          role={reader.role}
          sidebarCollapsed={isCollapsed(await cookies())}
          search={<SearchBox />}
          freshness={<Freshness initial={freshness} />}
          banner={<GitlabBanner initial={freshness} isAdmin={reader.role === "admin"} />}
          person={<PersonMenu reader={reader} />}
        >
          {children}
        </AppShell>
        <Palette role={reader.role} />
      </Shortcuts>
    </AvatarOriginProvider>
  );
}

/** The age is an aside: a page is not lost because it could not be read. The browser asks again and says what is wrong. */
async function freshnessOrNull(reader: Reader) {
  const { db, env, log } = webContext();
  try {
    return await readFreshnessAnswer(db, { clock: clock(), reader, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES });
  } catch (error) {
    log.warn({ err: error }, "the data's age could not be read");
    return null;
  }
}
