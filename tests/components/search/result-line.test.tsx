import { render, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { ResultLine } from "@/components/search/result-line.tsx";
import type { SearchResult } from "@/lib/search/schema.ts";
import { person } from "@/tests/support/issue-dto.ts";
import { label, searchResult } from "./answers.ts";

/** The line as it is read, and the parts of it that are marked. */
function show(changes: Partial<SearchResult>, words: string[]) {
  const { container } = render(<ResultLine result={searchResult(1, changes)} words={words} />);
  const marks = [...container.querySelectorAll("mark")].map(({ textContent }) => textContent);
  return { text: container.textContent, marks };
}

test("a line names the issue and where it stands, the found part of the title marked", () => {
  const { text, marks } = show({ title: "Repayment of Café", status: "blocked" }, ["pay", "cafe"]);
  expect(text).toBe("shop#1 Repayment of Café Blocked");
  expect(marks).toEqual(["pay", "Café"]);
  expect(screen.getByTitle("acme/shop#1")).toBeVisible();
});

test("a confidential issue says that it is one", () => {
  expect(show({ confidential: true }, ["payment"]).text).toContain("Confidential");
});

describe("why it was found", () => {
  test("is not said where the title has every word, or where the issue was named", () => {
    const description = { excerpt: "The payment fails" };
    expect(show({ matched: ["title", "description"], ...description }, ["payment"]).text).not.toContain("description");
    expect(show({ matched: ["reference", "description"], ...description }, ["12"]).text).not.toContain("description");
  });

  test("is the label, the assignee and the project that have it", () => {
    const { text, marks } = show(
      {
        matched: ["label", "assignee", "project"],
        labels: [label("type::bug"), label("Backlog")],
        assignees: [person("Buğra"), person("Ana")],
        project: { id: searchResult(1).id, name: "Debugger", path: "acme/debugger" },
      },
      ["bug"],
    );
    expect(text).toContain("label type::bug · assignee Buğra · project Debugger");
    expect(marks).toEqual(["bug", "Buğ", "bug"]);
  });

  test("is the user name or the path where the name does not have it", () => {
    const ana = { ...person("Ana Lund"), username: "alund" };
    const shop = { id: searchResult(1).id, name: "Shop", path: "acme/store-front" };
    const { text } = show({ matched: ["assignee", "project"], assignees: [ana], project: shop }, ["alund", "store"]);
    expect(text).toContain("assignee @alund · project acme/store-front");
  });

  test("is the part of the description, marked where words begin with it", () => {
    const { text, marks } = show({ matched: ["description"], title: "Cart", excerpt: "…repay or pay later…" }, ["pay"]);
    expect(text).toContain("in description: …repay or pay later…");
    expect(marks).toEqual(["pay"]);
  });

  test("is the notes, for those who get them", () => {
    const { text } = show({ matched: ["notes"], title: "Cart", excerpt: "Ask the bank" }, ["bank"]);
    expect(text).toContain("in notes: Ask the bank");
  });

  test("leaves out what has only the words that the title has", () => {
    const { text } = show(
      {
        title: "Payment fails",
        matched: ["title", "label", "assignee", "description"],
        labels: [label("payment")],
        assignees: [person("Ana")],
        excerpt: "The payment is refused",
      },
      ["payment", "ana"],
    );
    expect(text).toContain("assignee Ana");
    expect(text).not.toContain("label");
    expect(text).not.toContain("description");
  });
});
