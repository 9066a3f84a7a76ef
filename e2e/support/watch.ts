import type { Page } from "@playwright/test";

export type Watch = {
  /** Says that a complaint of this kind is part of the journey. */
  expect(pattern: RegExp): void;
  /** What nobody expected. */
  complaints(): string[];
};

/** Notes console errors, uncaught exceptions, and requests to us that failed or were refused. */
export function watchPage(page: Page, origin: string): Watch {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  page.on("pageerror", (error) => seen.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    // The browser repeats a refused request here without its address; the response below has it.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    seen.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() < 400 || !response.url().startsWith(origin)) return;
    seen.push(`${response.status()} ${response.request().method()} ${response.url().slice(origin.length)}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A page that is left ends its requests.
    if (reason.includes("ERR_ABORTED") || !request.url().startsWith(origin)) return;
    seen.push(`${reason} ${request.method()} ${request.url().slice(origin.length)}`);
  });
  return {
    expect: (pattern) => expected.push(pattern),
    complaints: () => seen.filter((line) => !expected.some((pattern) => pattern.test(line))),
  };
}
