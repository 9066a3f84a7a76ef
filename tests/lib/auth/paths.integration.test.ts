import { expect, test } from "vitest";
import { webAuth } from "@/lib/auth/auth.ts";
import { routesOnDisk } from "@/tests/support/routes.ts";
import { setStage } from "@/tests/support/google/stage.ts";
import { ORIGIN } from "@/tests/support/web.ts";

const USED = ["/sign-in/social", "/callback/:id", "/sign-out"];
/** It cannot be named in `disabledPaths`, which knows no parameters; there is no door of ours to it. */
const BEHIND_NO_DOOR = "/reset-password/:token";

const stage = setStage();

test("every path of better-auth is used, or is not there", async () => {
  expect(stage().web.env.GOOGLE_CLIENT_ID).toBe("client");
  const paths = Object.values(webAuth().api).flatMap((endpoint) => ("path" in endpoint ? endpoint.path : []));
  expect(paths.length).toBeGreaterThan(25);
  expect(paths).toEqual(expect.arrayContaining(USED));
  const answering: string[] = [];
  for (const path of paths) {
    for (const method of ["GET", "POST"]) {
      const request = new Request(`${ORIGIN}/api/auth${path}`, { method, headers: { origin: ORIGIN } });
      if ((await webAuth().handler(request)).status !== 404) answering.push(path);
    }
  }
  expect([...new Set(answering)].toSorted()).toEqual([...USED, BEHIND_NO_DOOR].toSorted());
});

test("no door leads to anything else of better-auth", async () => {
  const doors = (await routesOnDisk()).filter(({ path }) => path.startsWith("/api/auth/"));
  expect(doors.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    "GET /api/auth/callback/google",
    "POST /api/auth/sign-in/social",
    "POST /api/auth/sign-out",
    "POST /api/auth/sign-out-everywhere",
  ]);
});
