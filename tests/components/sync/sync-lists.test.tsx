import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { Deliveries } from "@/components/sync/deliveries.tsx";
import { Parked } from "@/components/sync/parked.tsx";
import { Runs } from "@/components/sync/runs.tsx";
import { WebhookSetup } from "@/components/sync/webhook-setup.tsx";
import { Toaster } from "@/components/ui/toaster.tsx";
import type { DeliveryDto, ParkedJobDto } from "@/lib/sync/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { minutesAgo, project, run, syncStatus } from "./status.ts";

const api = ownApi();
const PROJECTS = [project()];

/** Answers a list with these rows, and keeps the questions. */
function lists(path: string, data: readonly unknown[], total = data.length): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  api.use(
    http.get(path, ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams);
      return HttpResponse.json({
        data,
        total,
        page: Number(searchParams.get("page")),
        page_size: Number(searchParams.get("page_size")),
      });
    }),
  );
  return asked;
}

function delivery(part: Partial<DeliveryDto> = {}): DeliveryDto {
  return {
    id: crypto.randomUUID(),
    received_at: minutesAgo(4),
    handled_at: minutesAgo(3),
    kind: "issue",
    project: { id: project().id, path: "shop/storefront" },
    gitlab_project_id: "7",
    iid: 12,
    outcome: "enqueued",
    ...part,
  };
}

function parked(part: Partial<ParkedJobDto> = {}): ParkedJobDto {
  const about = { project: { id: project().id, path: "shop/storefront" }, iid: 12, label: null };
  return {
    id: "42",
    job: "refresh_issues",
    ...about,
    attempts: 25,
    error: "GitLab failed",
    parked_at: minutesAgo(8),
    ...part,
  };
}

const cellsOf = (row: HTMLElement) => within(row).getAllByRole("cell");

test("runs say their kind, ending, what they read and who asked, and are narrowed and paged by the server", async () => {
  const data = [
    run({ mode: "reconcile", is_sweep: true, requested_by: "ada@acme.test" }),
    run({ mode: "bootstrap", status: "stalled", error_message: "nothing was left to carry it on" }),
  ];
  const asked = lists("/api/sync/runs", data, 60);
  renderAt(<Runs projects={PROJECTS} />);
  const rows = within(await screen.findByRole("table", { name: "Runs" })).getAllByRole("row");
  expect(rows[1]).toHaveTextContent("Reconcile, all issues shop/storefront");
  expect(rows[1]).toHaveTextContent("ada@acme.test");
  expect(rows[2]).toHaveTextContent("Stalled");
  expect(rows[2]).toHaveTextContent("nothing was left to carry it on");
  await userEvent.click(screen.getByRole("button", { name: "Next page" }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Status" }), "Stalled");
  await waitFor(() => expect(asked.at(-1)?.get("status")).toBe("stalled"));
  expect(asked.map((search) => search.get("page"))).toEqual(["1", "2", "1"]);
});

test("deliveries say what they were about and what became of them, also where the project is not known", async () => {
  lists("/api/sync/deliveries", [
    delivery(),
    delivery({ handled_at: null }),
    delivery({ outcome: "unknown_project", project: null, handled_at: null }),
    delivery({ outcome: "malformed", project: null, gitlab_project_id: null, iid: null, handled_at: null }),
  ]);
  renderAt(<Deliveries projects={PROJECTS} />);
  const rows = within(await screen.findByRole("table", { name: "Deliveries" }))
    .getAllByRole("row")
    .slice(1);
  expect(rows.map((row) => cellsOf(row)[0]?.textContent)).toEqual([
    "shop/storefront#12",
    "shop/storefront#12",
    "project 7#12",
    "–",
  ]);
  expect(rows.map((row) => cellsOf(row)[2]?.textContent)).toEqual([
    "OutcomeTaken",
    "OutcomeTaken",
    "OutcomeUnknown project",
    "OutcomeNot understood",
  ]);
  expect(rows.map((row) => cellsOf(row)[4]?.textContent)).toEqual([
    "Fetched3 min ago",
    "Fetchednot yet",
    "Fetched–",
    "Fetched–",
  ]);
});

test("no delivery yet says what to do, and no delivery of a kind only that", async () => {
  lists("/api/sync/deliveries", []);
  renderAt(<Deliveries projects={PROJECTS} />);
  expect(await screen.findByText("No delivery yet")).toBeVisible();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Outcome" }), "Not understood");
  expect(await screen.findByText("No such delivery")).toBeVisible();
});

test("a list that cannot be read says why, and trying again brings it", async () => {
  api.use(refuses("/api/sync/runs", { status: 503, code: "unavailable", detail: "The database does not answer." }));
  renderAt(<Runs projects={PROJECTS} />);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The runs could not be read.");
  expect(alert).toHaveTextContent("req-42");
  lists("/api/sync/runs", [run()]);
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("table", { name: "Runs" })).toBeVisible();
});

test("a parked job says why, is tried again by its button, and is gone then", async () => {
  lists("/api/sync/jobs", [parked()]);
  const tried: unknown[] = [];
  api.use(
    http.post("/api/sync/jobs/:id/retry", ({ params }) => {
      tried.push(params.id);
      lists("/api/sync/jobs", []);
      return HttpResponse.json({ id: params.id }, { status: 202 });
    }),
  );
  renderAt(
    <>
      <Parked />
      <Toaster />
    </>,
  );
  const row = (await screen.findByText("Refresh of issues")).closest("tr");
  expect(row).toHaveTextContent("shop/storefront#12");
  expect(row).toHaveTextContent("GitLab failed");
  await userEvent.click(screen.getByRole("button", { name: "Try again: Refresh of issues, shop/storefront#12" }));
  expect(await screen.findByText("No job is parked")).toBeVisible();
  expect(await screen.findByText("Refresh of issues: tried again.")).toBeInTheDocument();
  expect(tried).toEqual(["42"]);
});

test("a parked job that is parked no more stays listed as the server has it, and the refusal is told", async () => {
  lists("/api/sync/jobs", [parked({ job: "poll_project", iid: null })]);
  api.use(
    refuses("/api/sync/jobs/42/retry", { status: 404, code: "not_found", detail: "No parked job has this number." }),
  );
  renderAt(
    <>
      <Parked />
      <Toaster />
    </>,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Try again: Poll, shop/storefront" }));
  expect(await screen.findByText("No parked job has this number. Request req-42")).toBeInTheDocument();
  expect(screen.getByText("Poll")).toBeVisible();
});

test("the webhook's set-up names both switches and its secret's setting, and copies the URL", async () => {
  const user = userEvent.setup();
  const { webhook } = syncStatus();
  renderAt(<WebhookSetup webhook={webhook} />);
  expect(screen.getByText("Issues events")).toBeVisible();
  expect(screen.getByText("Confidential issues events")).toBeVisible();
  expect(screen.getByText("GITLAB_WEBHOOK_SECRET")).toBeVisible();
  expect(screen.getByText(/Last delivery/)).toHaveTextContent("4 min ago");
  await user.click(screen.getByRole("button", { name: "Copy the webhook's URL" }));
  expect(await screen.findByText("Copied")).toBeVisible();
  expect(await navigator.clipboard.readText()).toBe(webhook.url);
});

test("without a secret or a public address the set-up says which settings are missing", () => {
  renderAt(<WebhookSetup webhook={{ url: null, signed: false, last_delivery_at: null }} />);
  expect(screen.getByText("No secret is set")).toBeVisible();
  expect(screen.getByText("BETTER_AUTH_URL")).toBeVisible();
  expect(screen.getByText(/every delivery is refused/)).toBeVisible();
});
