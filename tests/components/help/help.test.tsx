import { act, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { HelpSkeleton } from "@/components/help/help-skeleton.tsx";
import { Help } from "@/components/help/help.tsx";
import { DEFINITION_GROUPS, definitionOf } from "@/lib/definitions/wording.ts";
import { renderAt } from "@/tests/support/components.tsx";

const IDS: string[] = DEFINITION_GROUPS.flatMap(({ definitions }) => definitions.map(({ id }) => id));
const show = (url = "/help", holidays: string[] = ["2026-12-25", "2027-01-01"]) =>
  renderAt(<Help zone="Asia/Kathmandu" holidays={holidays} />, { url });
const marked = () => [...document.querySelectorAll("[data-target]")].map((element) => element.id);

afterEach(() => {
  window.history.replaceState(null, "", "/");
});

describe("the help page", () => {
  it("shows every definition under an anchor of its own, whole", () => {
    show();
    for (const id of IDS) {
      const definition = definitionOf(id);
      const entry = screen.getByRole("article", { name: definition?.term });
      expect(entry).toHaveAttribute("id", id);
      expect(entry).toHaveTextContent(definition?.words ?? "missing");
      if (definition?.example) expect(entry).toHaveTextContent(definition.example);
    }
  });

  it("has no link that leads nowhere", () => {
    show();
    const hrefs = screen.getAllByRole("link").map((link) => link.getAttribute("href") ?? "");
    expect(hrefs.length).toBeGreaterThan(2 * IDS.length);
    for (const href of hrefs) {
      expect(href).toMatch(/^#/);
      expect(document.querySelectorAll(`[id="${href.slice(1)}"]`), href).toHaveLength(1);
    }
  });

  it("lists what is on it, in the order in which it stands", () => {
    show();
    const contents = screen.getByRole("navigation", { name: "On this page" });
    const listed = within(contents)
      .getAllByRole("link")
      .map((link) => link.getAttribute("href"));
    const standing = [...document.querySelectorAll("h2[id], article[id]")].map(({ id }) => `#${id}`);
    expect(listed).toEqual(standing);
  });

  it("has headings without a gap between their levels", () => {
    show();
    const levels = screen.getAllByRole("heading").map((heading) => Number(heading.tagName.slice(1)));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.slice(1).entries()) expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1);
  });

  it("says in which zone the days are, and which of them are off, where the clock is explained", () => {
    show();
    const clock = screen.getByRole("article", { name: "The clock" });
    expect(clock).toHaveTextContent("Time zoneAsia/Kathmandu");
    expect(clock).toHaveTextContent("Holidays25 Dec 2026, 1 Jan 2027");
  });

  it("says so where no holidays are set", () => {
    show("/help", []);
    expect(screen.getByRole("article", { name: "The clock" })).toHaveTextContent("HolidaysNone are set");
  });
});

describe("a link to a definition", () => {
  it("brings it to sight and marks it, and no other", () => {
    const scrolled = vi.spyOn(Element.prototype, "scrollIntoView");
    show("/help#wip-age");
    expect(marked()).toEqual(["wip-age"]);
    expect(scrolled.mock.contexts).toEqual([screen.getByRole("article", { name: "WIP age" })]);
  });

  it("of the page itself moves the mark", async () => {
    show("/help#wip-age");
    await act(async () => {
      const moved = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
      window.location.hash = "#overdue";
      await moved;
    });
    expect(marked()).toEqual(["overdue"]);
  });

  it("without a name, or with one that is not there, marks nothing", () => {
    const scrolled = vi.spyOn(Element.prototype, "scrollIntoView");
    show("/help#nothing");
    expect(marked()).toEqual([]);
    expect(scrolled).not.toHaveBeenCalled();
  });
});

it("while it comes it has its title and says that it is busy", () => {
  const { container } = renderAt(<HelpSkeleton />);
  expect(screen.getByRole("heading", { level: 1, name: "Help" })).toBeVisible();
  expect(container.querySelector("[aria-busy]")).toBeInTheDocument();
});
