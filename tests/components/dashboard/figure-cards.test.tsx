import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { FigureCards } from "@/components/dashboard/figure-cards.tsx";
import type { Summary } from "@/lib/dashboard/schema.ts";
import { ProblemError } from "@/lib/api/fetcher.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { summaryFigures } from "./page-answers.ts";
import { summary } from "./panel-answers.ts";

const ASKED = { stale: false, error: null, fetching: false, retry: vi.fn() };

function show(part: Partial<Summary> = {}) {
  return renderAt(<FigureCards shown={{ ...ASKED, data: summary(part) }} />);
}

function card(name: string): HTMLElement {
  const found = screen.getByRole("heading", { name }).closest("li");
  if (!found) throw new Error(`no card ${name}`);
  return found;
}

describe("a figure", () => {
  test("leads to exactly its issues, and says in words how it was and where that is listed", () => {
    show({ figures: summaryFigures(34, 22) });
    const inProgress = within(card("In progress"));
    expect(inProgress.getByRole("link", { name: "In progress: 34" })).toHaveAttribute(
      "href",
      "/backlog?status=in_progress",
    );
    expect(card("In progress")).toHaveTextContent("12 more than on 19 Nov");
    expect(inProgress.getByRole("link", { name: /^on 19 Nov/ })).toHaveAttribute("href", "/backlog?as_of=2026-11-19");
    expect(card("Completed")).toHaveTextContent("12 more than 17 Nov – 19 Nov 2026");
    expect(card("Completed")).toHaveTextContent("57");
  });

  test.each([
    [22, "12 fewer than on 19 Nov", 34],
    [22, "as many as on 19 Nov", 22],
  ])("of %i says %s", (value, words, before) => {
    show({ figures: summaryFigures(value, before) });
    expect(card("Blocked")).toHaveTextContent(words);
  });

  test("whose past is not known says so, and draws no line", () => {
    show({ figures: summaryFigures(34, null) });
    expect(card("Overdue")).toHaveTextContent("How it was is not known.");
    expect(within(card("Overdue")).queryByRole("img")).not.toBeInTheDocument();
    expect(within(card("Completed")).getByRole("img")).toHaveAccessibleName(
      "Completed by day, 20 Nov – 22 Nov 2026: 20 at first, 18 at last, at most 20",
    );
  });

  test("that reaches back before the history never stands alone", () => {
    show({ figures: summaryFigures(34, 22), incomplete_before: "2026-11-21" });
    expect(card("Completed")).toHaveTextContent("incomplete before 21 Nov 2026");
    // What is in progress now is known whole.
    expect(card("In progress")).not.toHaveTextContent("incomplete");
  });

  test("says on focus and on hover what it counts, until Escape", async () => {
    show({ figures: summaryFigures(34, 22) });
    const help = within(card("Completed")).getByRole("link", { name: "What “Completed” means" });
    expect(help).toHaveAttribute("href", "/help#completed");
    const tip = within(card("Completed")).getByRole("tooltip", { hidden: true });
    expect(tip).toHaveClass("hidden");
    help.focus();
    await vi.waitFor(() => expect(tip).not.toHaveClass("hidden"));
    expect(tip).toHaveTextContent("closed because they were done. The period is 20 Nov – 22 Nov 2026.");
    await userEvent.keyboard("{Escape}");
    expect(tip).toHaveClass("hidden");
    await userEvent.hover(card("Completed"));
    expect(tip).not.toHaveClass("hidden");
    await userEvent.unhover(card("Completed"));
    expect(tip).toHaveClass("hidden");
  });
});

describe("the four states", () => {
  const error = new ProblemError({
    ...{ code: "unavailable", status: 503, title: "no", detail: "The database does not answer." },
    ...{ requestId: "req-42", faults: [] },
  });

  test("every card stands before its figure is known", () => {
    renderAt(<FigureCards shown={{ ...ASKED, data: undefined, stale: true }} />);
    expect(screen.getAllByRole("listitem")).toHaveLength(8);
    expect(screen.getByRole("region", { name: "Figures" })).toHaveAttribute("aria-busy", "true");
  });

  test("a failure keeps what was there and names the request", async () => {
    const retry = vi.fn();
    renderAt(<FigureCards shown={{ data: summary(), stale: true, error, fetching: false, retry }} />);
    const alert = screen.getByRole("alert");
    expect(alert).toHaveTextContent("The figures could not be renewed.");
    expect(alert).toHaveTextContent("req-42");
    expect(within(card("In progress")).getByText("34")).toBeInTheDocument();
    await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(retry).toHaveBeenCalledOnce();
  });

  test("a failure with nothing to keep shows no card", () => {
    renderAt(<FigureCards shown={{ ...ASKED, data: undefined, stale: true, error }} />);
    expect(screen.getByRole("alert")).toHaveTextContent("The figures could not be read.");
    expect(screen.queryByRole("listitem")).not.toBeInTheDocument();
  });
});
