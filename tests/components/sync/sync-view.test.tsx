import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { SyncView } from "@/components/sync/sync-view.tsx";
import { Toaster } from "@/components/ui/toaster.tsx";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { minutesAgo, project, run, syncStatus } from "./status.ts";

const api = ownApi();

function answers(status: SyncStatus) {
  return http.get("/api/sync/status", () => HttpResponse.json(status));
}

test("while nothing is known, the page has its final boxes", async () => {
  api.use(answers(syncStatus()));
  renderAt(<SyncView />);
  for (const name of ["Running now", "Projects", "Recent runs"]) {
    expect(screen.getByRole("heading", { name })).toBeVisible();
  }
  expect(await screen.findByText("Storefront")).toBeVisible();
});

test("without projects it says what to set, and there is nothing to bootstrap", async () => {
  api.use(answers(syncStatus({ projects: [], runs: [] })));
  renderAt(<SyncView />);
  expect(await screen.findByText("No projects yet")).toBeVisible();
  expect(screen.getByText("GITLAB_PROJECTS")).toBeVisible();
  expect(screen.getByRole("button", { name: "Bootstrap all" })).toBeDisabled();
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
  expect(within(screen.getByRole("table", { name: "Recent runs" })).getAllByRole("row")).toHaveLength(2);
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
  expect(screen.getAllByRole("link")).toHaveLength(1);
});

test("the button asks for a bootstrap of all, a row's for that project, and a run that was joined is told", async () => {
  const asked: unknown[] = [];
  api.use(
    answers(syncStatus()),
    http.post("/api/sync/bootstrap", async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({
        runs: [{ id: crypto.randomUUID(), project: "shop/storefront", joined: asked.length > 1 }],
      });
    }),
  );
  renderAt(
    <>
      <SyncView />
      <Toaster />
    </>,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Bootstrap all" }));
  expect(await screen.findByText("Bootstrap of shop/storefront started.")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Bootstrap shop/storefront" }));
  expect(await screen.findByText("Joined the bootstrap of shop/storefront that is under way.")).toBeInTheDocument();
  expect(asked).toEqual([{}, { project: project().id }]);
});

test("a bootstrap that is refused says why, and the page stays", async () => {
  api.use(
    answers(syncStatus()),
    refuses("/api/sync/bootstrap", { status: 403, code: "forbidden", detail: "Your role does not allow this." }),
  );
  renderAt(
    <>
      <SyncView />
      <Toaster />
    </>,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Bootstrap all" }));
  expect(await screen.findByText(/Your role does not allow this\. Request req-42/)).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole("button", { name: "Bootstrap all" })).toBeEnabled());
  expect(screen.getByText("Storefront")).toBeVisible();
});
