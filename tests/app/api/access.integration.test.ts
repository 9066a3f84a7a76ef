import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { includesRole, ROLES, type Role } from "@/lib/auth/access.ts";
import { routesOnDisk } from "@/tests/support/routes.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const routes = await routesOnDisk();

let web: Web;
let cookies: Record<Role, string>;
beforeAll(async () => {
  web = await openWeb();
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
});
afterAll(() => web.close());

describe.each(routes.filter(({ route }) => route.declaration.access !== "anonymous"))(
  "$method $path",
  ({ path, method, route }) => {
    const address = path.replace("{id}", "0b0b0b0b-0000-4000-8000-000000000000");
    // Nonsense on purpose: who may not call must not even be told so.
    const ask = async (cookie?: string) =>
      (await call(route, `${address}?nonsense=1`, { method, cookie, params: { id: "nonsense" } })).status;

    test("answers nobody without a session", async () => {
      expect(await ask()).toBe(401);
      expect(await ask("backtrak.session_token=forged.signature")).toBe(401);
    });

    test("answers those roles that it declares and no other", async () => {
      const { access } = route.declaration;
      for (const role of ROLES) {
        const allowed = access !== "anonymous" && includesRole(role, access);
        expect(await ask(cookies[role]), role).toBe(allowed ? 400 : 403);
      }
    });
  },
);
