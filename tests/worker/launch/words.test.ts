import { describe, expect, test } from "vitest";
import { wordsOf } from "@/worker/launch/child.ts";
import { progressWords } from "@/worker/launch/first-issues.ts";
import { readyWords } from "@/worker/launch/words.ts";

describe("readyWords", () => {
  const facts = { url: "http://localhost:3000", dataFolder: "/srv/.data/demo", databaseUrl: "postgresql://x" };

  test("has the ready line by itself, the way to sign in and an edit that can be pasted", () => {
    const gitlab = {
      url: "http://127.0.0.1:4001",
      token: "glpat-demo",
      isDemo: true,
      example: { project: 11, iid: 3 },
    };
    const lines = readyWords({ ...facts, gitlab }).split("\n");
    expect(lines).toContain("Backtrak is ready: http://localhost:3000");
    expect(lines.join("\n")).toContain(`-d '{"role":"manager"}' http://localhost:3000/api/demo/sign-in`);
    expect(lines.join("\n")).toContain("http://127.0.0.1:4001/api/v4/projects/11/issues/3");
  });

  test("never shows the token of a real GitLab", () => {
    const gitlab = { url: "https://gitlab.example.com", token: "glpat-real", isDemo: false, example: null };
    expect(readyWords({ ...facts, gitlab })).not.toContain("glpat-real");
  });
});

describe("progressWords", () => {
  const progress = { any_issue: true, runs: 2, running: 1, read: 1_200, total: 5_000, fault: null };

  test("says how many of how many, or how many while the total is not known", () => {
    expect(progressWords(progress)).toBe("1,200 of 5,000 issues");
    expect(progressWords({ ...progress, total: null })).toBe("1,200 issues");
    expect(progressWords({ ...progress, runs: 0, read: 0, total: null })).toBe("");
  });
});

describe("wordsOf", () => {
  test("shows warnings and errors of a child, with their reason", () => {
    expect(wordsOf('{"level":40,"msg":"slow"}', "stdout")).toBe("slow");
    expect(wordsOf('{"level":50,"msg":"poll failed","err":{"message":"GitLab asked to wait"}}', "stdout")).toBe(
      "poll failed: GitLab asked to wait",
    );
    expect(wordsOf('{"level":50,"msg":"Failed task\\n    at somewhere"}', "stdout")).toBe("Failed task");
    expect(wordsOf("Segmentation fault", "stderr")).toBe("Segmentation fault");
  });

  test("leaves everything else to the log file", () => {
    expect(wordsOf('{"level":30,"msg":"request"}', "stdout")).toBeNull();
    expect(wordsOf("▲ Next.js 16", "stdout")).toBeNull();
    expect(wordsOf("  ", "stderr")).toBeNull();
    expect(wordsOf('{"level":30,"msg":"note"}', "stderr")).toBeNull();
  });
});
