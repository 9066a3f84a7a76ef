import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { RulesView } from "@/components/settings/rules-view.tsx";
import type { RuleList, RulePreview } from "@/lib/status/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const PATH = "/api/admin/status-rules";
const SHOP = { id: "00000000-0000-4000-8000-00000000000a", path: "acme/shop" };
const DOING = {
  id: "00000000-0000-4000-8000-000000000001",
  pattern: "Doing",
  outcome: "in_progress" as const,
  rank: 10,
  project: null,
  open_issues: 1_204,
};
const SCOPE = {
  ...DOING,
  id: "00000000-0000-4000-8000-000000000002",
  pattern: "state::",
  project: SHOP,
  open_issues: 3,
};

const api = ownApi();

function ruleList(changes: Partial<RuleList> = {}): RuleList {
  return {
    data: [SCOPE, DOING],
    unmatched_labels: [
      { title: "Ready", color: "#428bca", open_issues: 87, project: null },
      { title: "workflow::qa", color: "#111111", open_issues: 5, project: SHOP },
    ],
    unmatched_total: 140,
    applying: null,
    projects: [SHOP],
    ...changes,
  };
}

const PREVIEW: RulePreview = {
  changed: 134,
  by: [
    { from: "not_started", to: "in_progress", n: 130 },
    { from: "blocked", to: "in_progress", n: 4 },
  ],
  examples: [
    { id: DOING.id, reference: "acme/shop#12", title: "Coupons", from: "not_started", to: "in_progress" },
    { id: SCOPE.id, reference: "acme/shop#13", title: "Cart", from: "blocked", to: "in_progress" },
  ],
  complete: true,
};

/** Answers the list and every preview; what was sent, in order. */
function serves(list: RuleList = ruleList(), preview: RulePreview = PREVIEW) {
  const sent: { method: string; path: string; body: unknown }[] = [];
  const note = async (request: Request) => {
    const text = await request.text();
    const path = new URL(request.url).pathname;
    sent.push({ method: request.method, path, body: text === "" ? null : JSON.parse(text) });
  };
  api.use(
    http.get(PATH, () => HttpResponse.json(list)),
    http.post(`${PATH}/preview`, async ({ request }) => {
      await note(request);
      return HttpResponse.json(preview);
    }),
    http.all(`${PATH}*`, async ({ request }) => {
      await note(request);
      return HttpResponse.json(DOING, { status: request.method === "POST" ? 201 : 200 });
    }),
    http.all(`${PATH}/:id`, async ({ request }) => {
      await note(request);
      return HttpResponse.json(DOING);
    }),
  );
  return sent;
}

const button = (name: string | RegExp) => screen.findByRole("button", { name });

test("while nothing is known, the screen has its final boxes", async () => {
  serves();
  renderAt(<RulesView />, { url: "/settings/rules" });
  for (const name of ["Status rules", "Labels without a rule"])
    expect(screen.getByRole("heading", { name })).toBeVisible();
  expect(screen.getByRole("link", { name: "Status rules" })).toHaveAttribute("aria-current", "page");
  expect(await screen.findByText("Doing")).toBeVisible();
});

test("each rule says what its label means, where, and how many open issues it speaks for", async () => {
  serves();
  renderAt(<RulesView />);
  const table = await screen.findByRole("table", { name: "Status rules" });
  const [, scope, doing] = within(table).getAllByRole("row");
  expect(scope).toHaveTextContent(/state::.*every label of this scope.*In progress.*acme\/shop.*3/);
  expect(doing).toHaveTextContent(/Doing.*In progress.*All projects.*1,204/);
});

test("a label without a rule is one click from the form, filled in; what would change is seen before it is made", async () => {
  const sent = serves();
  renderAt(<RulesView />);
  await userEvent.click(await button("Make a rule for Ready"));
  const sheet = await screen.findByRole("dialog", { name: "New rule" });
  expect(within(sheet).getByLabelText("Label")).toHaveValue("Ready");
  await userEvent.click(within(sheet).getByRole("button", { name: "See what would change" }));
  const heading = await within(sheet).findByRole("heading", { name: "134 issues would change" });
  expect(heading).toHaveFocus();
  const form = { pattern: "Ready", outcome: "in_progress", rank: 0, project: null };
  expect(sent).toEqual([{ method: "POST", path: `${PATH}/preview`, body: { action: "create", ...form } }]);
  expect(within(sheet).getByText("130").closest("li")).toHaveTextContent(/Not started.*In progress/);
  expect(within(sheet).getByText("These and 132 others")).toBeVisible();
  expect(within(sheet).getByRole("link", { name: /Coupons/ })).toHaveAttribute("href", `/issues/${DOING.id}`);

  await userEvent.click(within(sheet).getByRole("button", { name: "Apply" }));
  await expect.poll(() => sent.at(-1)).toEqual({ method: "POST", path: PATH, body: form });
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
});

test("back from the preview the form is as it was left, and a changed rule is sent with its id", async () => {
  const sent = serves();
  renderAt(<RulesView />);
  await userEvent.click(await button("Change the rule for Doing"));
  const sheet = await screen.findByRole("dialog", { name: "Change a rule" });
  await userEvent.selectOptions(within(sheet).getByLabelText("Means"), "Blocked");
  await userEvent.selectOptions(within(sheet).getByLabelText("In"), "acme/shop");
  await userEvent.type(within(sheet).getByLabelText("Label"), " it{Enter}");
  await userEvent.click(await within(sheet).findByRole("button", { name: "Back" }));
  expect(within(sheet).getByLabelText("Label")).toHaveValue("Doing it");
  expect(within(sheet).getByLabelText("Label")).toHaveFocus();
  expect(within(sheet).getByLabelText("Means")).toHaveDisplayValue("Blocked");
  await userEvent.click(within(sheet).getByRole("button", { name: "See what would change" }));
  const apply = await within(sheet).findByRole("button", { name: "Apply" });
  await waitFor(() => expect(apply).toBeEnabled());
  await userEvent.click(apply);
  const change = { pattern: "Doing it", outcome: "blocked", rank: 10, project: SHOP.id };
  await expect.poll(() => sent.at(-1)).toEqual({ method: "PATCH", path: `${PATH}/${DOING.id}`, body: change });
});

test("a rule is deleted only after its preview was seen, and not at all where that was enough", async () => {
  const sent = serves(ruleList(), { changed: 0, by: [], examples: [], complete: true });
  renderAt(<RulesView />);
  await userEvent.click(await button("Delete the rule for Doing"));
  const sheet = await screen.findByRole("dialog", { name: "Delete a rule" });
  expect(await within(sheet).findByText("No issue would have another status")).toBeVisible();
  await userEvent.click(within(sheet).getByRole("button", { name: "Cancel" }));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(sent.map(({ method }) => method)).toEqual(["POST"]);

  await userEvent.click(await button("Delete the rule for Doing"));
  const erase = await button("Delete the rule");
  await waitFor(() => expect(erase).toBeEnabled());
  await userEvent.click(erase);
  await expect.poll(() => sent.at(-1)).toEqual({ method: "DELETE", path: `${PATH}/${DOING.id}`, body: null });
});

test("what the server says is wrong with the label is said beside it, and gone when it is written anew", async () => {
  serves();
  const faults = [{ field: "body.pattern", message: "has a rule in all projects already" }];
  const problem = {
    type: "x",
    title: "x",
    status: 409,
    detail: "There is one.",
    code: "conflict",
    request_id: "r",
    faults,
  };
  api.use(
    http.post(`${PATH}/preview`, () =>
      HttpResponse.json(problem, { status: 409, headers: { "content-type": "application/problem+json" } }),
    ),
  );
  renderAt(<RulesView />);
  await userEvent.click(await button("New rule"));
  const label = await screen.findByLabelText("Label");
  expect(screen.getByRole("button", { name: "See what would change" })).toBeDisabled();
  await userEvent.type(label, "Doing{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("This has a rule in all projects already.");
  const refused = screen.getByLabelText("Label");
  expect(refused).toHaveAttribute("aria-invalid", "true");
  await userEvent.type(refused, "!");
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("a preview that fails says why and can be asked for again; nothing can be applied meanwhile", async () => {
  serves();
  api.use(refuses(`${PATH}/preview`, { status: 503, code: "unavailable", detail: "The database does not answer." }));
  renderAt(<RulesView />);
  await userEvent.click(await button("Delete the rule for Doing"));
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The database does not answer.");
  expect(alert).toHaveTextContent("req-42");
  expect(screen.getByRole("button", { name: "Delete the rule" })).toBeDisabled();
  serves();
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("134 issues would change")).toBeVisible();
});

test("while a change is being applied it says how far, and what people see meanwhile", async () => {
  serves(ruleList({ applying: { records_read: 34_000, records_total: 100_000 } }));
  renderAt(<RulesView />);
  expect(await screen.findByText("Applying: 34,000 of 100,000 issues")).toBeVisible();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "34");
  expect(screen.getByText(/some issues still show the status that the earlier rules gave them/)).toBeVisible();
});

test("without rules, and without labels that lack one, it says so", async () => {
  serves(ruleList({ data: [], unmatched_labels: [], unmatched_total: 0 }));
  renderAt(<RulesView />);
  expect(await screen.findByText("No rules")).toBeVisible();
  expect(screen.getByText("Every label in use has a rule")).toBeVisible();
});

test("of many labels the most used are shown, and how many there are", async () => {
  serves();
  renderAt(<RulesView />);
  expect(await screen.findByText("The 2 most used of 140.")).toBeVisible();
});

test("a list that cannot be read says so and offers another try; one that cannot be renewed stays", async () => {
  api.use(refuses(PATH, { status: 503, code: "unavailable", detail: "The database does not answer." }));
  const { queryClient } = renderAt(<RulesView />);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The status rules could not be read.");
  serves();
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Doing")).toBeVisible();
  api.use(refuses(PATH, { status: 503, code: "unavailable", detail: "The database does not answer." }));
  await queryClient.invalidateQueries();
  expect(await screen.findByRole("alert")).toHaveTextContent("could not be renewed");
  expect(screen.getByText("Doing")).toBeVisible();
});
