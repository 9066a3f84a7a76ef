import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readRateLimit, secondsUsedUp } from "@/lib/gitlab/rate-limit.ts";
import { describeWithRecordings, readJsonLines } from "../../support/recorded.ts";

const TOLD = { "RateLimit-Limit": "2000", "RateLimit-Remaining": "1999", "RateLimit-Reset": "1772971260" };
const headersWith = (changes: Record<string, string>) => new Headers({ ...TOLD, ...changes });

describe("GitLab's rate limit", () => {
  it("is read from its headers", () => {
    const resetAt = new Date("2026-03-08T12:01:00Z");
    expect(readRateLimit(headersWith({}))).toEqual({ limit: 2_000, remaining: 1_999, resetAt });
  });

  it.each<Record<string, string>>([
    {},
    { "RateLimit-Limit": "2000" },
    { ...TOLD, "RateLimit-Remaining": "-1" },
    { ...TOLD, "RateLimit-Remaining": "many" },
    { ...TOLD, "RateLimit-Limit": "99999999999" },
    { ...TOLD, "RateLimit-Reset": "9999999999" },
    { ...TOLD, "RateLimit-Reset": "" },
  ])("is unknown with %j", (headers) => {
    expect(readRateLimit(new Headers(headers))).toBeNull();
  });

  it.each([
    ["0", "Sun, 08 Mar 2026 12:00:40 GMT", 20],
    ["0", "Sun, 08 Mar 2026 12:01:40 GMT", 0],
    ["0", "Fri, 01 Nov 2019 13-36-03 GMT", 0],
    ["1", "Sun, 08 Mar 2026 12:00:40 GMT", 0],
  ])("with %s left at %s is used up for %i s", (remaining, date, seconds) => {
    const headers = headersWith({ "RateLimit-Remaining": remaining, date });
    const rate = readRateLimit(headers) ?? expect.fail("no rate limit");
    expect(secondsUsedUp(rate, headers)).toBe(seconds);
  });
});

describeWithRecordings("recorded rate limits", () => {
  it("are all read, and none was used up", () => {
    const value = z.union([z.string(), z.array(z.string()).transform((values) => values.join(", "))]);
    const answers = z
      .array(z.object({ headers: z.record(z.string(), value) }))
      .parse(readJsonLines("headers", "responses.jsonl"))
      .map((answer) => new Headers(answer.headers));
    const limited = answers.filter((headers) => headers.has("ratelimit-limit"));
    expect(limited).toHaveLength(47);
    for (const headers of limited) {
      const rate = readRateLimit(headers) ?? expect.fail(`unread: ${headers.get("ratelimit-limit")}`);
      expect(secondsUsedUp(rate, headers)).toBe(0);
    }
  });
});
