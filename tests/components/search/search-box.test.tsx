import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { delay, http, HttpResponse } from "msw";
import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { renderToString } from "react-dom/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { SearchBox } from "@/components/search/search-box.tsx";
import type { SearchAnswer } from "@/lib/search/schema.ts";
import { createTestQueryClient, renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { searchAnswer, searchResult } from "./answers.ts";

const api = ownApi();
let asked: string[] = [];
let givenUp: string[] = [];

type Answers = (words: string) => SearchAnswer | Promise<SearchAnswer>;

/** Answers every search, and keeps what was asked, and which of it was given up. */
function answer(find: Answers): void {
  api.use(
    http.get("/api/search", async ({ request }) => {
      const words = new URL(request.url).searchParams.get("q") ?? "";
      asked.push(words);
      request.signal.addEventListener("abort", () => givenUp.push(words));
      return HttpResponse.json(await find(words));
    }),
  );
}

const TWO = searchAnswer([searchResult(1), searchResult(2)]);
const box = () => screen.getByRole("combobox", { name: "Search issues" });
const line = (name: RegExp) => screen.findByRole("option", { name });
const active = () => document.getElementById(box().getAttribute("aria-activedescendant") ?? "");

beforeEach(() => {
  asked = [];
  givenUp = [];
  answer(() => TWO);
});

describe("the way to the backlog", () => {
  test("from another page it goes there with the words alone", async () => {
    const { router } = renderAt(<SearchBox />, { url: "/sync?page=3" });
    await userEvent.type(box(), "  half  a word {Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog?q=half+a+word");
    expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
  });

  test("on the backlog the other filters stay, and the page goes back to the first", async () => {
    const { router } = renderAt(<SearchBox />, { url: "/backlog?status=blocked&q=old&page=7" });
    expect(box()).toHaveValue("old");
    await userEvent.clear(box());
    await userEvent.type(box(), "new{Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog?status=blocked&q=new");
    expect(box()).toHaveFocus();
  });

  test("an emptied box takes the words out of the address", async () => {
    const { router } = renderAt(<SearchBox />, { url: "/backlog?q=old" });
    await userEvent.clear(box());
    await userEvent.keyboard("{Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog");
  });

  test("the words of another address take the place of those in the box", async () => {
    renderAt(<SearchBox />, { url: "/backlog?q=old" });
    await userEvent.type(box(), "er");
    act(() => window.history.pushState(null, "", "/backlog?q=new"));
    expect(box()).toHaveValue("new");
  });

  test("a slash goes to the box, but stays a slash where one is writing", async () => {
    renderAt(
      <>
        <SearchBox />
        <textarea aria-label="Notes" />
      </>,
    );
    await userEvent.type(screen.getByRole("textbox", { name: "Notes" }), "a/b");
    expect(screen.getByRole("textbox", { name: "Notes" })).toHaveValue("a/b");
    screen.getByRole("textbox", { name: "Notes" }).blur();
    await userEvent.keyboard("/");
    expect(box()).toHaveFocus();
    expect(box()).toHaveValue("");
  });
});

describe("what was found", () => {
  test("shows while one types, from the first letter on, after one question", async () => {
    renderAt(<SearchBox />);
    await userEvent.type(box(), "p");
    expect(await line(/shop#1.*Payment 1.*Not started/)).toHaveAttribute("href", `/issues/${TWO.data[0]?.id}`);
    await userEvent.type(box(), "ayment");
    await waitFor(() => expect(asked).toEqual(["p", "payment"]));
    expect(box()).toHaveAttribute("aria-expanded", "true");
    expect(box()).toHaveAttribute("aria-controls", screen.getByRole("listbox").id);
  });

  test("ends with all of it in the backlog, and says where there is more than is counted", async () => {
    answer((words) => ({ ...TWO, total: 1_000, more: words === "many" }));
    renderAt(<SearchBox />, { url: "/backlog?status=blocked" });
    await userEvent.type(box(), "some");
    expect(await line(/^All 1,000 issues in the backlog$/)).toHaveAttribute("href", "/backlog?q=some");
    await userEvent.clear(box());
    await userEvent.type(box(), "many");
    expect(await line(/^More than 1,000 issues in the backlog$/)).toHaveAttribute("href", "/backlog?q=many");
    expect(screen.getAllByRole("option")).toHaveLength(3);
  });

  test("is read out, politely", async () => {
    renderAt(<SearchBox />);
    await userEvent.type(box(), "payment");
    await line(/Payment 1/);
    expect(screen.getByText("Found 2 issues: the arrow keys choose.")).toHaveAttribute("role", "status");
  });

  test("says which word nothing has, and what is shown instead", async () => {
    answer(() => ({ ...TWO, read_as: [{ word: "pyament", instead: ["payment", "payments"] }] }));
    renderAt(<SearchBox />);
    await userEvent.type(box(), "pyament");
    expect(await screen.findByText("Nothing has “pyament”: showing “payment” or “payments”")).toBeVisible();
    expect(screen.getAllByRole("option")).toHaveLength(3);
  });

  test("is nothing: says so, and what was searched", async () => {
    answer(() => searchAnswer([]));
    renderAt(<SearchBox />);
    await userEvent.type(box(), "zzz");
    expect(await screen.findByText("Nothing found for “zzz”")).toBeVisible();
    expect(screen.getByText(/^Titles, descriptions, labels, projects and assignees are searched/)).toBeVisible();
    expect(box()).toHaveAttribute("aria-expanded", "false");
    expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
  });

  test("is on its way: the shape of it, then what was there until the next is", async () => {
    answer(async (words) => {
      await delay(words === "pay" ? 400 : 100);
      return searchAnswer([searchResult(words.length)]);
    });
    renderAt(<SearchBox />);
    await userEvent.type(box(), "pa");
    expect(await screen.findByRole("status", { name: "Searching" })).toBeInTheDocument();
    await line(/Payment 2/);
    await userEvent.type(box(), "y");
    await waitFor(() => expect(asked).toEqual(["pa", "pay"]));
    expect(await line(/Payment 2/)).toBeInTheDocument();
    expect(screen.getByRole("listbox")).toHaveAttribute("aria-busy", "true");
    expect(screen.queryByText(/the arrow keys choose/)).not.toBeInTheDocument();
    await line(/Payment 3/);
    expect(screen.getByRole("listbox")).toHaveAttribute("aria-busy", "false");
  });

  test("cannot be had: says why, keeps what was there, and asks again when told to", async () => {
    renderAt(<SearchBox />);
    await userEvent.type(box(), "pay");
    await line(/Payment 1/);
    api.use(refuses("/api/search", { status: 500, code: "internal", detail: "The database is away." }));
    await userEvent.type(box(), "ment");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("The search could not be done");
    expect(alert).toHaveTextContent("The database is away.");
    expect(alert).toHaveTextContent("req-42");
    expect(await line(/Payment 1/)).toBeInTheDocument();
    api.resetHandlers();
    answer(() => searchAnswer([searchResult(3)]));
    await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await line(/Payment 3/)).toBeInTheDocument();
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    expect(box()).toHaveFocus();
  });
});

describe("questions", () => {
  test("the same words are not asked for twice in a row, however they are spaced", async () => {
    renderAt(<SearchBox />);
    await userEvent.type(box(), "pay");
    await line(/Payment 1/);
    await userEvent.type(box(), "  {Escape}");
    await userEvent.type(box(), "{Backspace}");
    await line(/Payment 1/);
    await userEvent.type(box(), "m{Backspace}");
    await delay(250);
    expect(asked).toEqual(["pay"]);
  });

  test("a question is given up for the next, and its answer never takes the place of the newer one", async () => {
    answer(async (words) => {
      await delay(words === "pa" ? 600 : 1);
      return searchAnswer([searchResult(words.length)]);
    });
    renderAt(<SearchBox />);
    await userEvent.type(box(), "pa");
    await waitFor(() => expect(asked).toEqual(["pa"]));
    await userEvent.type(box(), "y");
    await line(/Payment 3/);
    expect(givenUp).toEqual(["pa"]);
    await delay(700);
    expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toContainEqual(
      expect.stringContaining("Payment 3"),
    );
    expect(screen.queryByText("Payment 2")).not.toBeInTheDocument();
  });

  test("nothing is asked for a blank, nor for what the address has asked already", async () => {
    renderAt(<SearchBox />, { url: "/backlog?q=old" });
    await userEvent.click(box());
    await userEvent.clear(box());
    await userEvent.type(box(), "   ");
    await delay(250);
    expect(asked).toEqual([]);
    expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
  });
});

describe("keys", () => {
  test("the arrows go through the lines and back into the box, whose text stays", async () => {
    renderAt(<SearchBox />);
    await userEvent.type(box(), "payment");
    await line(/Payment 1/);
    expect(active()).toBeNull();
    await userEvent.keyboard("{ArrowDown}");
    expect(active()).toBe(await line(/Payment 1/));
    expect(active()).toHaveAttribute("aria-selected", "true");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(active()).toHaveTextContent("All 2 issues in the backlog");
    await userEvent.keyboard("{ArrowDown}");
    expect(active()).toBeNull();
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    expect(active()).toBe(await line(/Payment 2/));
    expect(box()).toHaveFocus();
    expect(box()).toHaveValue("payment");
  });

  test("Enter opens the line that is active, and leaves the box empty", async () => {
    const { router } = renderAt(<SearchBox />);
    await userEvent.type(box(), "payment");
    await line(/Payment 1/);
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith(`/issues/${TWO.data[1]?.id}`);
    expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
    expect(box()).toHaveValue("");
  });

  test("another letter lets go of the active line, so that Enter goes to the backlog", async () => {
    const { router } = renderAt(<SearchBox />);
    await userEvent.type(box(), "pay");
    await line(/Payment 1/);
    await userEvent.keyboard("{ArrowDown}m{Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog?q=paym");
  });

  test("Escape closes first and clears then; an arrow opens again", async () => {
    renderAt(<SearchBox />);
    await userEvent.type(box(), "payment");
    await line(/Payment 1/);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
    expect(box()).toHaveValue("payment");
    await userEvent.keyboard("{ArrowDown}");
    await line(/Payment 1/);
    await userEvent.keyboard("{Escape}{Escape}");
    expect(box()).toHaveValue("");
  });

  test("Tab leaves, and the list goes; a click in the box brings it back", async () => {
    renderAt(
      <>
        <SearchBox />
        <button type="button">Next</button>
      </>,
    );
    await userEvent.type(box(), "payment");
    await line(/Payment 1/);
    await userEvent.tab();
    expect(screen.getByRole("button", { name: "Next" })).toHaveFocus();
    expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
    await userEvent.click(box());
    await line(/Payment 1/);
    await userEvent.click(document.body);
    expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
  });

  test("keys that belong to a word that is being composed do nothing else", async () => {
    const { router } = renderAt(<SearchBox />);
    await userEvent.type(box(), "支");
    await line(/Payment 1/);
    const composing = new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, isComposing: true });
    act(() => void box().dispatchEvent(composing));
    expect(active()).toBeNull();
    expect(router.push).not.toHaveBeenCalled();
  });
});

describe("a reference and Enter", () => {
  const ADDRESS = "https://gitlab.test/acme/shop/-/issues/12";
  const NAMED = searchResult(12, { matched: ["reference"] });

  test.each(["#12", "12", "acme/shop#12", ADDRESS])("%s goes to the one issue that it names, at once", async (text) => {
    answer(() => searchAnswer([NAMED, searchResult(40)], { words: ["12"] }));
    const { router } = renderAt(<SearchBox />);
    await userEvent.click(box());
    await userEvent.paste(text);
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(router.push).toHaveBeenCalledExactlyOnceWith(`/issues/${NAMED.id}`));
    expect(asked).toEqual([text]);
    await waitFor(() => expect(box()).toHaveValue(""));
  });

  test("a number that several projects have goes to the backlog, and so does one that none has", async () => {
    const other = searchResult(13, { matched: ["reference", "title"] });
    answer((words) => searchAnswer(words === "#12" ? [NAMED, other] : []));
    const { router } = renderAt(<SearchBox />);
    await userEvent.type(box(), "#12{Enter}");
    await waitFor(() => expect(router.push).toHaveBeenLastCalledWith("/backlog?q=%2312"));
    await userEvent.clear(box());
    await userEvent.type(box(), "#99{Enter}");
    await waitFor(() => expect(router.push).toHaveBeenLastCalledWith("/backlog?q=%2399"));
  });

  test("when it cannot be found out, the backlog has the words", async () => {
    api.use(refuses("/api/search", { status: 503, code: "unavailable", detail: "Away." }));
    const { router } = renderAt(<SearchBox />);
    await userEvent.type(box(), "#12{Enter}");
    await waitFor(() => expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog?q=%2312"));
  });

  test("what is typed meanwhile is not interrupted", async () => {
    answer(async () => {
      await delay(300);
      return searchAnswer([NAMED]);
    });
    const { router } = renderAt(<SearchBox />);
    await userEvent.type(box(), "#12{Enter}3");
    await delay(700);
    expect(router.push).not.toHaveBeenCalled();
    expect(box()).toHaveValue("#123");
  });
});

describe("before the page is alive", () => {
  const router = { push: vi.fn() } as unknown as AppRouterInstance;
  const page = (
    <AppRouterContext value={router}>
      <QueryClientProvider client={createTestQueryClient()}>
        <SearchBox />
      </QueryClientProvider>
    </AppRouterContext>
  );

  test("the form goes to the backlog by itself", () => {
    const html = renderToString(page);
    expect(html).toMatch(/<form[^>]* action="\/backlog"/);
    expect(html).toMatch(/<input[^>]* name="q"/);
    expect(html).not.toContain("method=");
  });

  test("what is typed stays, and can be sent off", async () => {
    const container = document.body.appendChild(document.createElement("div"));
    container.innerHTML = renderToString(page);
    const input = container.querySelector("input");
    if (input) input.value = "early";
    render(page, { container, hydrate: true });
    await userEvent.click(box());
    expect(box()).toHaveValue("early");
    await userEvent.keyboard("{Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog?q=early");
  });
});
