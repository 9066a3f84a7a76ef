import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { dataFolderName, readLaunchSettings } from "@/worker/launch/settings.ts";

const GITLAB = { GITLAB_URL: "https://gitlab.example.com/", GITLAB_TOKEN: "glpat-x", GITLAB_GROUPS: "team" };

describe("readLaunchSettings", () => {
  test("needs nothing: it brings its own Postgres and its own GitLab of 5,000 issues", () => {
    expect(readLaunchSettings({})).toMatchObject({
      databaseUrl: null,
      gitlab: null,
      demo: { issues: 5_000, seed: 1, recorded: null, activity: true },
      env: { PORT: 3000 },
    });
  });

  test("counts empty variables as unset", () => {
    const empty = { DATABASE_URL: " ", GITLAB_URL: "", DEMO_ISSUES: "", DEMO_RECORDED: "" };
    expect(readLaunchSettings(empty)).toMatchObject({
      databaseUrl: null,
      gitlab: null,
      demo: { recorded: null, issues: 5_000 },
    });
  });

  test("shows recordings as they are: nobody edits them", () => {
    const { demo } = readLaunchSettings({ DEMO_RECORDED: "recordings", DEMO_ACTIVITY: "1" });
    expect(demo).toMatchObject({ recorded: resolve("recordings"), activity: false });
  });

  test("mirrors the GitLab it is given", () => {
    expect(readLaunchSettings(GITLAB).gitlab).toEqual({ url: "https://gitlab.example.com", token: "glpat-x" });
  });

  test.each([
    [{ ...GITLAB, GITLAB_TOKEN: "" }, /^GITLAB_TOKEN is not set/],
    [{ ...GITLAB, GITLAB_GROUPS: "" }, /^GITLAB_PROJECTS or GITLAB_GROUPS is not set/],
    [{ PORT: "http" }, /^PORT is wrong/],
    [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL must start with postgresql:\/\/$/],
    [{ DEMO_ISSUES: "many" }, /^DEMO_ISSUES is wrong/],
    [{ DEMO_SEED: "1.5" }, /^DEMO_SEED is wrong/],
  ])("names the wrong setting in one line: %o", (source, message) => {
    expect(() => readLaunchSettings(source)).toThrow(message);
  });

  test.each([
    { GOOGLE_CLIENT_ID: "id" },
    { GOOGLE_CLIENT_SECRET: "secret" },
    { BETTER_AUTH_URL: "https://backtrak.example.com" },
    { BETTER_AUTH_URL: "http://localhost.example.com" },
  ])("never puts demo sign-in beside %o", (source) => {
    expect(() => readLaunchSettings(source)).toThrow(/demo sign-in (never runs beside|runs on this machine only)/);
  });

  test("lets a public address of the loopback pass", () => {
    expect(readLaunchSettings({ BETTER_AUTH_URL: "http://localhost:4000" }).env.BETTER_AUTH_URL).toBe(
      "http://localhost:4000",
    );
  });
});

describe("dataFolderName", () => {
  const nameOf = (source: Record<string, string>) => dataFolderName(readLaunchSettings(source));

  test("is the plain demo for the default settings, whatever the port or the log level", () => {
    expect(nameOf({})).toBe("demo");
    expect(nameOf({ PORT: "4000", LOG_LEVEL: "debug", DEMO_ISSUES: "5000" })).toBe("demo");
  });

  test("differs for every other source of issues and every other database, so that nothing mixes", () => {
    const sources: Record<string, string>[] = [
      {},
      { DEMO_ISSUES: "100" },
      { DEMO_SEED: "2" },
      { DEMO_RECORDED: "a" },
      { DEMO_RECORDED: "b" },
      GITLAB,
      { ...GITLAB, GITLAB_URL: "https://gitlab.example.com/below" },
      { DATABASE_URL: "postgresql://localhost/a" },
      { DATABASE_URL: "postgresql://localhost/b" },
    ];
    const names = sources.map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[\w.-]+$/);
  });

  test("tells no secret", () => {
    expect(nameOf({ DATABASE_URL: "postgresql://me:swordfish@localhost/a" })).not.toContain("swordfish");
  });
});
