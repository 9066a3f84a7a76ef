import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { BacklogTable } from "@/components/backlog/backlog-table.tsx";
import { COLUMN_IDS } from "@/components/backlog/column-choice.ts";
import { IssueCard } from "@/components/backlog/issue-card.tsx";
import { ListSearch } from "@/components/backlog/list-search.ts";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { issueRow, person } from "@/tests/support/issue-dto.ts";

const FULL: Partial<IssueRow> = {
  title: "سلة فارغة بعد تسجيل الدخول",
  status: "blocked",
  priority: 1,
  due: "2026-03-01",
  overdue: true,
  confidential: true,
  weight: 3,
  milestone: "Spring",
  target_date: "2026-03-01",
  closed_at: "2026-03-02T10:00:00.000Z",
  cycle_seconds: 300_000,
  assignees: ["Ana", "Benji", "Carola", "Dagmar"].map(person),
  labels: ["a", "b", "c", "d", "e"].map((title, index) => ({ id: String(index), title, color: "#d9534f" })),
};

function table(changes: Partial<IssueRow>) {
  const columns = COLUMN_IDS.join(",");
  renderAt(
    <BacklogTable issues={[issueRow(12, changes)]} sort={undefined} columns={columns} busy={false} onSort={() => {}} />,
  );
}

const cell = (name: string) => {
  const index = screen.getAllByRole("columnheader").findIndex((head) => head.textContent === name);
  return screen.getAllByRole("cell")[index];
};

describe("a row", () => {
  test("says everything in words as well as in colour", () => {
    table(FULL);
    expect(cell("Status")).toHaveTextContent("Blocked");
    expect(cell("Due")).toHaveTextContent("1 Mar 2026, overdue");
    expect(cell("Assignees")).toHaveTextContent("Ana, Benji, Carola, Dagmar");
    expect(cell("Assignees")).toHaveTextContent("+1");
    expect(cell("Title")).toHaveTextContent(/^Confidential/);
    expect(cell("Title")).toHaveTextContent("and d, e");
    expect(cell("Labels")).toHaveTextContent("and d, e");
    expect(cell("Cycle time")).toHaveTextContent("3.5 d");
    expect(cell("Reference")).toHaveTextContent("shop#12");
    expect(screen.getByTitle("acme/shop#12")).toBeInTheDocument();
  });

  test("lets a title run in its own direction, whole on hover", () => {
    table(FULL);
    const link = screen.getByRole("link");
    expect(link).toHaveAttribute("dir", "auto");
    expect(link).toHaveAttribute("title", FULL.title);
  });

  test("says none where there is nothing, never a bare dash", () => {
    table({ author: null });
    const dates = ["Due", "Started", "Completed", "Closed", "Target date", "WIP since"];
    for (const name of [...dates, "Priority", "Milestone", "Weight", "Author", "Labels", "Cycle time"]) {
      expect(cell(name)).toHaveTextContent("–none");
    }
    expect(cell("Assignees")).toHaveTextContent("–nobody");
  });
});

test("a card says the same as the row, and opens the issue", () => {
  renderAt(
    <ListSearch value="status=blocked">
      <ul>
        <IssueCard issue={issueRow(12, FULL)} />
      </ul>
    </ListSearch>,
  );
  const card = screen.getByRole("listitem");
  for (const words of ["shop#12", "Blocked", "Priority 1", "1 Mar 2026, overdue", "Ana, Benji", "Confidential"]) {
    expect(card).toHaveTextContent(words);
  }
  expect(screen.getByRole("link")).toHaveAttribute("href", `/issues/${issueRow(12).id}?from=status%3Dblocked`);
});
