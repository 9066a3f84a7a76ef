import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { SyncView } from "@/components/sync/sync-view.tsx";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { freshness, minutesAgo, project, run, syncStatus } from "./status.ts";

const api = ownApi();

function answers(status: SyncStatus) {
  return http.get("/api/sync/status", () => HttpResponse.json(status));
}

test("while nothing is known, the page has its final boxes", async () => {
  api.use(answers(syncStatus()));
  renderAt(<SyncView />);
  for (const name of ["Running now", "Projects"]) expect(screen.getByRole("heading", { name })).toBeVisible();
  expect(await screen.findByText("Storefront")).toBeVisible();
});

test("without projects it says what to set, and there is nothing to sync", async () => {
  api.use(answers(syncStatus({ projects: [], runs: [], freshness: freshness({ state: "no_data", as_of: null }) })));
  renderAt(<SyncView />);
  expect(await screen.findByText("No projects yet")).toBeVisible();
  expect(screen.getByText("The mirror is empty so far")).toBeVisible();
  expect(screen.getByText("GITLAB_PROJECTS")).toBeVisible();
  expect(screen.getByRole("button", { name: "Sync all" })).toBeDisabled();
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
});

test("a first answer that fails says what, quotes the request, and trying again brings the page", async () => {
  api.use(refuses("/api/sync/status", { status: 503, code: "unavailable", detail: "The database does not answer." }));
  renderAt(<SyncView />);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The database does not answer.");
  expect(alert).toHaveTextContent("req-42");
  api.use(answers(syncStatus()));
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Storefront")).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("a later answer that fails keeps what was there", async () => {
  api.use(answers(syncStatus()));
  const { queryClient } = renderAt(<SyncView />);
  await screen.findByText("Storefront");
  api.use(refuses("/api/sync/status", { status: 503, code: "unavailable", detail: "The database does not answer." }));
  await queryClient.invalidateQueries();
  expect(await screen.findByRole("alert")).toHaveTextContent("could not be renewed");
  expect(screen.getByText("Storefront")).toBeVisible();
});

test("a bootstrap under way shows how far it is, at what rate, and how long it will take", async () => {
  const bootstrap = run({
    mode: "bootstrap",
    status: "running",
    finished_at: null,
    records_read: 4_300,
    records_total: 17_200,
    rate: 307.4,
    seconds_left: 42,
  });
  api.use(answers(syncStatus({ projects: [project({ bootstrap })], runs: [bootstrap, run()] })));
  renderAt(<SyncView />);
  const bars = await screen.findAllByRole("progressbar", { name: "Bootstrap of shop/storefront" });
  expect(bars).toHaveLength(2);
  for (const bar of bars) expect(bar).toHaveAttribute("aria-valuenow", "25");
  expect(screen.getAllByText(/4,300 of 17,200, 307\/s, 42 s left/)).toHaveLength(2);
  expect(screen.getByText("Bootstrapping")).toBeVisible();
});

test("a project that fails, one that GitLab refuses and one that lags are told apart, each with its words", async () => {
  const projects = [
    project({ id: crypto.randomUUID(), name: "One", last_error: "GitLab cannot be reached" }),
    project({ id: crypto.randomUUID(), name: "Two", access_error: "403 Forbidden", last_error: "older" }),
    project({ id: crypto.randomUUID(), name: "Three", last_success_at: minutesAgo(95) }),
    project({ id: crypto.randomUUID(), name: "Four", active: false }),
  ];
  api.use(answers(syncStatus({ projects })));
  renderAt(<SyncView />);
  const row = async (name: string) => (await screen.findByText(name)).closest("tr");
  expect(await row("One")).toHaveTextContent("GitLab cannot be reached");
  expect(await row("One")).toHaveTextContent("Failing");
  expect(await row("Two")).toHaveTextContent("403 Forbidden");
  expect(await row("Two")).toHaveTextContent("Refused by GitLab");
  expect(await row("Two")).not.toHaveTextContent("older");
  expect(await row("Three")).toHaveTextContent("1 h behind");
  expect(await row("Four")).toHaveTextContent("Paused");
});

test("without a worker alive it says so", async () => {
  api.use(answers(syncStatus({ workers: [] })));
  renderAt(<SyncView />);
  expect(await screen.findByText("none alive")).toBeVisible();
  expect(screen.getByText("never heard from one")).toBeVisible();
});

test("a project's address is a link on our GitLab and only words anywhere else", async () => {
  const projects = [
    project({ id: crypto.randomUUID(), path: "a/ours" }),
    project({ id: crypto.randomUUID(), path: "b/theirs", web_url: "https://evil.example/b" }),
    project({ id: crypto.randomUUID(), path: "c/script", web_url: "javascript:alert(1)" }),
  ];
  api.use(answers(syncStatus({ projects, runs: [] })));
  renderAt(<SyncView />);
  expect(await screen.findByRole("link", { name: /a\/ours/ })).toHaveAttribute("rel", "noreferrer");
  expect(within(screen.getByRole("table", { name: "Projects" })).getAllByRole("link")).toHaveLength(1);
});

test("the parts of the page are links, each with an address of its own", async () => {
  api.use(
    answers(syncStatus({ queue: { waiting: 0, running: 0, failed: 2, oldest_age_seconds: null } })),
    http.get("/api/sync/jobs", () => HttpResponse.json({ data: [], total: 0 })),
  );
  renderAt(<SyncView />);
  const parts = within(await screen.findByRole("navigation", { name: "Sync" }));
  expect(parts.getByRole("link", { name: "Overview" })).toHaveAttribute("aria-current", "page");
  await userEvent.click(parts.getByRole("link", { name: "Parked jobs 2" }));
  expect(window.location.search).toBe("?tab=parked");
  expect(parts.getByRole("link", { name: "Parked jobs 2" })).toHaveAttribute("aria-current", "page");
  expect(await screen.findByText("No job is parked")).toBeVisible();
  expect(screen.queryByText("Storefront")).not.toBeInTheDocument();
});
