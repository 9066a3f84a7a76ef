import { afterEach, describe, expect, it, vi } from "vitest";
import { createGitLab } from "@/lib/gitlab/client.ts";
import { createHookHealths } from "@/lib/gitlab/demo/hook-health.ts";
import { createLog } from "@/lib/log.ts";
import { receiveWebhooks, startForTest, TOKEN } from "./start.ts";

const ROUTING = "/api/v4/projects/larkfield%2Flogistics%2Frouting";
const log = createLog("hooks-test", "silent");

afterEach(() => void vi.useRealTimers());

describe("the webhooks of the demo GitLab, read back", () => {
  it("shows our client each of the project's own with its switches, and how it stands", async () => {
    const gitlab = await startForTest({ issues: 5 });
    const client = createGitLab({ baseUrl: gitlab.url, token: TOKEN, concurrency: 1, log });
    const project = "larkfield/logistics/routing";
    expect(await client.hooks(project)).toEqual([]);
    await gitlab.post(`${ROUTING}/hooks`, { url: "https://a.test/hook", issues_events: true });
    const [hook] = await client.hooks(project);
    const switches = { issues_events: true, confidential_issues_events: true };
    expect(hook).toMatchObject({ url: "https://a.test/hook", ...switches, alert_status: "executable" });
    const disabled_until = "2027-01-01T00:00:00Z";
    await gitlab.post("/demo/hooks", { hook_id: hook?.id, alert_status: "temporarily_disabled", disabled_until });
    expect(await client.hooks(project)).toMatchObject([{ alert_status: "temporarily_disabled", disabled_until }]);
    gitlab.demo.faults.set([{ kind: "forbidden", path: "/hooks" }]);
    await expect(client.hooks(project)).rejects.toMatchObject({ code: "gitlab_forbidden" });
  });

  it("switches a webhook off that fails four times in a row, if it is told to, and posts nothing meanwhile", async () => {
    const gitlab = await startForTest({ issues: 5 });
    const { url } = await receiveWebhooks(500);
    await gitlab.post(`${ROUTING}/hooks`, { url, issues_events: true });
    const state = async () => (await gitlab.get(`${ROUTING}/hooks`)).body;
    const open = async () => {
      await gitlab.post(`${ROUTING}/issues`, { title: "New" });
      await gitlab.demo.webhooks.settled();
    };
    for (let failure = 1; failure <= 4; failure += 1) await open();
    expect(await state()).toMatchObject([{ alert_status: "executable" }]);
    gitlab.demo.webhooks.set({ auto_disable: true });
    for (let failure = 1; failure <= 4; failure += 1) await open();
    expect(await state()).toMatchObject([{ alert_status: "temporarily_disabled", disabled_until: expect.any(String) }]);
    const { failed } = gitlab.demo.webhooks.state();
    await open();
    expect(gitlab.demo.webhooks.state().failed).toBe(failed);
    gitlab.pass(60_000);
    expect(await state()).toMatchObject([{ alert_status: "executable" }]);
  });
});

it("a webhook is off for twice as long with every further failure, a day at most, the 40th time for good", () => {
  vi.useFakeTimers({ now: new Date("2026-11-22T12:00:00Z") });
  const healths = createHookHealths(() => new Date());
  const minutes: (number | null)[] = [];
  for (let failure = 1; failure <= 40; failure += 1) {
    healths.failed(7);
    const until = healths.of(7).disabled_until;
    minutes.push(until === null ? null : (Date.parse(until) - Date.now()) / 60_000);
  }
  expect(minutes.slice(0, 6)).toEqual([null, null, null, 1, 2, 4]);
  expect(minutes.at(-2)).toBe(1_440);
  expect(healths.of(7)).toEqual({ alert_status: "disabled", disabled_until: null });
  healths.succeeded(7);
  expect(healths.of(7).alert_status).toBe("executable");
});
