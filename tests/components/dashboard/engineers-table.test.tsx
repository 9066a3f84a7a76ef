import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { chartCsv } from "@/components/charts/chart-file.ts";
import { engineersFile } from "@/components/dashboard/engineers-file.ts";
import { EngineersTable } from "@/components/dashboard/engineers-table.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { parseCsv } from "@/tests/support/csv.ts";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { engineer, engineers, issueRef } from "./page-answers.ts";
import { answers, figure } from "./panel-answers.ts";

const api = ownApi();
const ROWS = [
  engineer(
    "Benny",
    { wip: 5, blocked: 2, open: 7, completed: 4 },
    { approximate: 3, oldest: { ...issueRef(12), wip_since: "2026-11-01T09:00:00.000Z" } },
  ),
  engineer("Ana", { wip: 6, open: 6 }, { unknown_start: figure(1_200, "has_start=false&assignee=ana") }),
  engineer(null, { open: 2 }),
];

async function rows(): Promise<HTMLElement[]> {
  const table = await screen.findByRole("table", { name: "Tasks per engineer" });
  return within(table).getAllByRole("row").slice(1);
}

const names = async () => (await rows()).map((row) => within(row).getByRole("rowheader").textContent);

test("each assignee has a row, nobody has one, and all of them count each issue once", async () => {
  api.use(answers("tasks-per-engineer", engineers(ROWS)));
  renderAt(<EngineersTable params={{}} />);
  expect(await names()).toEqual(["BBenny", "AAna", "Unassigned", "All, each once"]);
  expect(screen.getByRole("link", { name: "Benny, blocked: 2" })).toHaveAttribute("href", "/backlog?blocked=Benny");
  expect(screen.getByRole("link", { name: "Unassigned, open: 2" })).toHaveAttribute("href", "/backlog?open=none");
  // Ana and Ben have one together: 15 in the rows, 12 issues.
  expect(screen.getByRole("link", { name: "All, each once, open: 12" })).toHaveAttribute("href", "/backlog?open=all");
});

test("the oldest leads to its issue, what began at an unknown time to its list, what is approximate says so", async () => {
  api.use(answers("tasks-per-engineer", engineers(ROWS, { incomplete_before: "2026-11-21" })));
  renderAt(<EngineersTable params={{}} />);
  const [ben, ana, nobody] = await rows();
  if (!ben || !ana || !nobody) throw new Error("rows are missing");
  expect(within(ben).getByRole("link", { name: "shop#12" })).toHaveAttribute("href", `/issues/${issueRef(12).id}`);
  expect(ben).toHaveTextContent("3 of them credited approximately");
  expect(within(ana).getByRole("link", { name: "Ana, start not known: 1,200 of unknown start" })).toHaveAttribute(
    "href",
    "/backlog?has_start=false&assignee=ana",
  );
  expect(nobody).toHaveTextContent("nothing in work");
  expect(screen.getByText(/^Completed 20 Nov – 22 Nov 2026/)).toHaveTextContent("incomplete before 21 Nov 2026");
});

test("a press on a column orders the rows by it, another turns them round, without asking again", async () => {
  const asked: URL[] = [];
  api.use(answers("tasks-per-engineer", engineers(ROWS), asked));
  renderAt(<EngineersTable params={{ from: "2026-11-20", to: "2026-11-22", bucket: "week", label: "bug" }} />);
  const head = async (name: RegExp) => within(await screen.findByRole("columnheader", { name })).getByRole("button");
  await userEvent.click(await head(/WIP/));
  expect(await names()).toEqual(["AAna", "BBenny", "Unassigned", "All, each once"]);
  expect(screen.getByRole("columnheader", { name: /WIP/ })).toHaveAttribute("aria-sort", "descending");
  await userEvent.click(await head(/WIP/));
  expect(await names()).toEqual(["BBenny", "AAna", "Unassigned", "All, each once"]);
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Order" }), "Engineer");
  expect(await names()).toEqual(["AAna", "BBenny", "Unassigned", "All, each once"]);
  expect(asked.map(({ search }) => search)).toEqual(["?from=2026-11-20&to=2026-11-22&label=bug"]);
});

test("its file has a row a person, then nobody's and all, each number with its list", () => {
  const { table, fileName } = engineersFile(engineers(ROWS, { incomplete_before: "2026-11-21" }));
  const { columns, rows: lines } = parseCsv(chartCsv(table, "https://backtrak.test"));
  const [benny, , nobody, all] = lines;
  const cellOf = (row: string[] | undefined, name: string) => row?.[columns.indexOf(name)];
  expect(fileName).toBe("backtrak-tasks-per-engineer-2026-11-20-2026-11-22.csv");
  expect(columns.slice(0, 3)).toEqual(["username", "name", "oldest"]);
  expect(benny?.slice(0, 3)).toEqual(["benny", "Benny", "acme/shop#12"]);
  expect(cellOf(benny, "completed_approximately")).toBe("3");
  expect(cellOf(benny, "notes")).toBe("completed is incomplete before 21 Nov 2026");
  expect([cellOf(nobody, "name"), cellOf(nobody, "open")]).toEqual(["Unassigned", "2"]);
  expect([cellOf(all, "name"), cellOf(all, "open")]).toEqual(["All, each once", "12"]);
  expect(cellOf(all, "open_url")).toBe("https://backtrak.test/backlog?open=all");
});

test("nobody with an issue is told apart from a failure, which can be tried again", async () => {
  api.use(refuses("/api/dashboard/tasks-per-engineer", { status: 503, code: "unavailable", detail: "Away." }));
  renderAt(<EngineersTable params={{}} />);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("“Tasks per engineer” could not be read.");
  expect(alert).toHaveTextContent("req-42");
  api.use(answers("tasks-per-engineer", engineers([])));
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Nobody has an issue here")).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("the fifteen with most work are shown, and all of them when asked for", async () => {
  const many = Array.from({ length: 23 }, (_, place) => engineer("A".repeat(place + 1), { wip: 23 - place }));
  api.use(answers("tasks-per-engineer", engineers(many)));
  renderAt(<EngineersTable params={{}} />);
  const unseen = async () => (await rows()).filter((row) => row.classList.contains("hidden")).length;
  expect(await unseen()).toBe(8);
  await userEvent.click(screen.getByRole("button", { name: "Show all 23" }));
  expect(await unseen()).toBe(0);
  expect(screen.queryByRole("button", { name: /Show all/ })).not.toBeInTheDocument();
});
