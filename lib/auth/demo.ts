import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import type { Reader, Role } from "./access.ts";
import { DEMO_DOMAIN } from "./identity.ts";

const DEMO_PEOPLE: Record<Role, { name: string; email: string }> = {
  viewer: { name: "Tomás Rivera", email: `tomas.rivera@${DEMO_DOMAIN}` },
  manager: { name: "Ingrid Halvorsen", email: `ingrid.halvorsen@${DEMO_DOMAIN}` },
  admin: { name: "Priya Raman", email: `priya.raman@${DEMO_DOMAIN}` },
};

/** The demo's person of a role, made where there is none yet, as one who has just been given that role. */
export async function demoPerson(db: Db, role: Role): Promise<Reader> {
  const person = DEMO_PEOPLE[role];
  const user = await db.appUser.upsert({
    where: { email: person.email },
    create: { ...person, role, emailVerified: true },
    update: { role, deactivatedAt: null },
  });
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}

/**
 * Gives better-auth a sign-in without a question asked, which only our own server code can call: it has no path. It fails
 * unless this is a demo.
 */
export function demoSignIn(isDemo: boolean) {
  return {
    id: "backtrak-demo",
    endpoints: {
      signInDemo: createAuthEndpoint.serverOnly(
        { method: "POST", body: z.object({ userId: z.uuid() }) },
        async (context) => {
          const { internalAdapter } = context.context;
          const user = isDemo ? await internalAdapter.findUserById(context.body.userId) : null;
          if (user === null) throw new APIError("NOT_FOUND");
          const session = await internalAdapter.createSession(user.id, false, { hostedDomain: DEMO_DOMAIN });
          await setSessionCookie(context, { session, user });
          return { signedIn: true };
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
