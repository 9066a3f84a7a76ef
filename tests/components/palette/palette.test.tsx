import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Palette } from "@/components/palette/palette.tsx";
import { takeToasts } from "@/components/ui/toast.ts";
import type { SearchAnswer } from "@/lib/search/schema.ts";
import type { ViewDto } from "@/lib/views/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { searchAnswer, searchResult } from "../search/answers.ts";

const api = ownApi();
beforeEach(() => api.use(http.get("/api/views", () => HttpResponse.json({ data: [view] }))));
beforeAll(() => import("@/components/palette/palette-dialog.tsx"));

const view: ViewDto = {
  ...{ id: "5e6f7a80-9b1c-4d2e-8f30-415263748596", page: "backlog", name: "For Monday", query: "priority=1" },
  ...{ is_shared: true, is_default: false, is_own: false, owner: "Mira Maier", may_change: false },
};

const box = () => screen.findByRole("combobox", { name: "Search issues, pages and actions" });
const active = async () => document.getElementById((await box()).getAttribute("aria-activedescendant") ?? "");

function answer(found: SearchAnswer) {
  api.use(http.get("/api/search", () => HttpResponse.json(found)));
}

/** On a page where something else has the focus, and says when a key comes to it. */
function renderClosed(role: "viewer" | "admin" = "viewer") {
  const onKey = vi.fn();
  const rendered = renderAt(
    <>
      <Palette role={role} />
      <button type="button" onKeyDown={onKey}>
        Elsewhere
      </button>
    </>,
    { url: "/help" },
  );
  screen.getByRole("button", { name: "Elsewhere" }).focus();
  return { ...rendered, onKey };
}

async function open(role: "viewer" | "admin" = "viewer") {
  const rendered = renderClosed(role);
  await userEvent.keyboard("{Control>}k{/Control}");
  await waitFor(async () => expect(await box()).toHaveFocus());
  return rendered;
}

describe("the palette", () => {
  test("opens with its box ready, and closes with the focus where it was", async () => {
    await open();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(screen.getByRole("button", { name: "Elsewhere" })).toHaveFocus();
  });

  test("closes by a button too: a phone has no Esc", async () => {
    await open();
    await userEvent.click(screen.getByRole("button", { name: "Close", hidden: true }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  test("offers pages, lists and actions, and the arrows go round", async () => {
    const { router } = await open("admin");
    await screen.findByRole("option", { name: "For Monday" });
    const groups = screen.getAllByRole("group").map((group) => within(group).getAllByRole("option").length);
    expect(groups).toEqual([6, 5, 1, 6]);
    expect(await active()).toHaveTextContent("Dashboard");
    await userEvent.keyboard("{ArrowUp}");
    expect(await active()).toHaveTextContent("Sign out");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith("/backlog");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  test("opens a saved view by its name", async () => {
    api.use(http.get("/api/search", () => HttpResponse.json(searchAnswer([]))));
    const { router } = await open();
    await userEvent.type(await box(), "mond");
    await screen.findByRole("option", { name: "For Monday" });
    await userEvent.keyboard("{Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith(`/backlog?priority=1&view=${view.id}`);
  });

  test("loses nothing that is typed before its box has the focus, and gives it to nobody else", async () => {
    api.use(http.get("/api/search", () => HttpResponse.json(searchAnswer([]))));
    const { onKey } = renderClosed();
    const elsewhere = screen.getByRole("button", { name: "Elsewhere" });
    fireEvent.keyDown(elsewhere, { key: "k", ctrlKey: true });
    onKey.mockClear();
    for (const key of ["d", "x", "Backspace", "a", "Enter", "s"]) fireEvent.keyDown(elsewhere, { key });
    expect(await box()).toHaveValue("das");
    await waitFor(async () => expect(await box()).toHaveFocus());
    await userEvent.keyboard("h");
    expect(await box()).toHaveValue("dash");
    expect(onKey).not.toHaveBeenCalled();
  });

  test("finds issues by what was typed, after the commands that fit", async () => {
    answer(searchAnswer([searchResult(1), searchResult(2)]));
    const { router } = await open();
    await userEvent.type(await box(), "over");
    const found = await screen.findByRole("option", { name: /Payment 2/ });
    expect(found).toHaveAttribute("href", `/issues/${searchResult(2).id}`);
    expect(await active()).toHaveTextContent("Overdue");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(router.push).toHaveBeenCalledExactlyOnceWith(`/issues/${searchResult(2).id}`);
  });

  test("goes to the issue that a reference names, without waiting for the list", async () => {
    answer(searchAnswer([searchResult(7, { matched: ["reference"] })]));
    const { router } = await open();
    await userEvent.type(await box(), "acme/shop#7{Enter}");
    await waitFor(() => expect(router.push).toHaveBeenCalledExactlyOnceWith(`/issues/${searchResult(7).id}`));
  });

  test("says what could not be searched, and the commands stay", async () => {
    api.use(refuses("/api/search", { status: 503, code: "unavailable", detail: "The database does not answer." }));
    await open();
    await userEvent.type(await box(), "help");
    expect(await screen.findByRole("alert")).toHaveTextContent("The database does not answer.");
    expect(screen.getByRole("option", { name: "Help" })).toBeVisible();
  });

  test.each(["poll", "reconcile"])(
    "starts a %s of all projects for an admin, and says what came of it",
    async (action) => {
      const asked: unknown[] = [];
      api.use(
        http.get("/api/search", () => HttpResponse.json(searchAnswer([]))),
        http.post(`/api/sync/${action}`, async ({ request }) => {
          asked.push(await request.json());
          return HttpResponse.json({ runs: [{ project: "acme/shop", joined: false }] }, { status: 202 });
        }),
      );
      await open("admin");
      await userEvent.type(await box(), `${action}{Enter}`);
      await waitFor(() => expect(takeToasts()).toHaveLength(1));
      expect(asked).toEqual([{}]);
    },
  );

  test("copies a link to the page one is on", async () => {
    const user = userEvent.setup(); // has a clipboard
    await open();
    await user.type(await box(), "copy{Enter}");
    expect(await navigator.clipboard.readText()).toBe(window.location.href);
  });
});
