import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { ViewsMenu } from "@/components/views/views-menu.tsx";
import type { ViewDto } from "@/lib/views/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const MINE: ViewDto = {
  id: "00000000-0000-4000-8000-000000000001",
  page: "backlog",
  name: "Blocked",
  query: "status=blocked",
  is_shared: false,
  is_default: false,
  is_own: true,
  owner: "Ingrid",
  may_change: true,
};
const SHARED: ViewDto = {
  ...MINE,
  id: "00000000-0000-4000-8000-000000000002",
  name: "Late",
  query: "overdue=true",
  is_shared: true,
  is_own: false,
  owner: "Priya",
  may_change: false,
};
const api = ownApi();

/** Answers the list, and every change with `answer`; what was sent, in order. */
function serves(views: ViewDto[] = [MINE, SHARED], answer: ViewDto = MINE) {
  const sent: [string, string, unknown][] = [];
  const note = async ({ request }: { request: Request }) => {
    const text = await request.text();
    sent.push([request.method, new URL(request.url).pathname, text === "" ? null : JSON.parse(text)]);
    return HttpResponse.json(answer);
  };
  api.use(
    http.get("/api/views", () => HttpResponse.json({ data: views })),
    http.post("/api/views", note),
    http.all("/api/views/:id", note),
  );
  return sent;
}

type Shown = { query?: string; openId?: string; canShare?: boolean };

function show({ query = "status=blocked", openId, canShare = true }: Shown = {}) {
  renderAt(<ViewsMenu page="backlog" query={query} openId={openId} canShare={canShare} />, { url: "/backlog" });
}

async function open(name: string | RegExp = "Views") {
  await userEvent.click(await screen.findByRole("button", { name }));
  return within(await screen.findByRole("dialog", { name: "Views" }));
}

test("views are links to what they keep; those of others say whose they are and are not changed", async () => {
  serves();
  show({ canShare: false });
  const menu = await open();
  expect(await menu.findByRole("link", { name: "Blocked" })).toHaveAttribute(
    "href",
    `/backlog?status=blocked&view=${MINE.id}`,
  );
  expect(menu.getByRole("link", { name: /Late/ })).toHaveTextContent("LatePriya");
  expect(menu.getByRole("link", { name: "All issues" })).toHaveAttribute("href", "/backlog?view=all");
  await userEvent.click(menu.getByRole("button", { name: "More about Late" }));
  const actions = within(menu.getByRole("group", { name: "Late" }));
  expect(actions.getAllByRole("button").map((button) => button.textContent)).toEqual(["Make my default", "Copy"]);
  expect(menu.queryByText("Share with everybody")).toBeNull();
  expect(menu.queryByRole("button", { name: "Feeds for a sheet" })).toBeNull();
});

test("the button names the view that is open, and says when what is shown is no more what it keeps", async () => {
  const sent = serves();
  show({ openId: MINE.id, query: "status=completed" });
  const menu = await open("View: Blocked · changed");
  expect(await menu.findByRole("link", { name: "Blocked" })).toHaveAttribute("aria-current", "page");
  await userEvent.click(menu.getByRole("button", { name: "Update Blocked" }));
  await waitFor(() => expect(sent).toEqual([["PATCH", `/api/views/${MINE.id}`, { query: "status=completed" }]]));
});

test("what is shown is saved under a name, shared if so wished, and is open then", async () => {
  const sent = serves([], { ...SHARED, query: "status=blocked" });
  show();
  const menu = await open();
  expect(await menu.findByText(/No views yet/)).toBeVisible();
  await userEvent.type(menu.getByLabelText("Save what is shown as"), "Late");
  await userEvent.click(menu.getByLabelText("Share with everybody"));
  await userEvent.click(menu.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(window.location.search).toBe(`?status=blocked&view=${SHARED.id}`));
  const form = { page: "backlog", name: "Late", query: "status=blocked", is_shared: true };
  expect(sent).toEqual([["POST", "/api/views", form]]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a view is made the default, renamed, shared, and deleted only after it was asked twice", async () => {
  const sent = serves();
  show();
  const menu = await open();
  await userEvent.click(await menu.findByRole("button", { name: "More about Blocked" }));
  const press = async (name: string) => {
    await waitFor(() => expect(menu.getByRole("button", { name })).toBeEnabled());
    await userEvent.click(menu.getByRole("button", { name }));
  };
  await press("Make my default");
  await press("Share");
  await waitFor(() => expect(menu.getByLabelText("Name")).toBeVisible());
  await userEvent.type(menu.getByLabelText("Name"), "!");
  await press("Rename");
  await press("Delete Blocked");
  await waitFor(() => expect(sent).toHaveLength(3));
  await press("Delete Blocked for good");
  await waitFor(() => expect(sent).toHaveLength(4));
  const path = `/api/views/${MINE.id}`;
  expect(sent).toEqual([
    ["PATCH", path, { is_default: true }],
    ["PATCH", path, { is_shared: true }],
    ["PATCH", path, { name: "Blocked!" }],
    ["DELETE", path, null],
  ]);
});

test("what could not be read or saved is said where it stands", async () => {
  api.use(refuses("/api/views", { status: 409, code: "conflict", detail: "There is a view called Late already." }));
  show();
  const menu = await open();
  expect(await menu.findByText("The views could not be read.")).toBeVisible();
  await userEvent.type(menu.getByLabelText("Save what is shown as"), "Late");
  await userEvent.click(menu.getByRole("button", { name: "Save" }));
  expect(await menu.findByText("The view was not saved.")).toBeVisible();
});

test("a name is written in its own direction, and is whole on hover", async () => {
  const name = "القضايا المتأخرة (2026)";
  serves([{ ...MINE, name }]);
  show({ openId: MINE.id, query: "status=completed" });
  const menu = await open(`View: ${name} · changed`);
  for (const shown of await screen.findAllByText(name, { selector: "[dir=auto]" })) {
    expect(shown).toHaveAttribute("title", name);
  }
  expect((await menu.findByText(/^Changed since/)).querySelector("bdi")).toHaveTextContent(name);
  expect(menu.getByLabelText("Save what is shown as")).toHaveAttribute("dir", "auto");
});

test("a feed's address is shown once, with the formula for a sheet; a feed is revoked", async () => {
  serves();
  const url = "http://localhost:3000/api/feeds/secret.csv";
  const at = "2026-01-02T03:04:05.000Z";
  const feed = { id: MINE.id, name: "Blocked", query: "status=blocked", owner: "Ingrid", is_own: true };
  const sent: unknown[] = [];
  api.use(
    http.get("/api/feeds", () => HttpResponse.json({ data: [{ ...feed, created_at: at, last_used_at: null }] })),
    http.post("/api/feeds", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...feed, created_at: at, last_used_at: null, url }, { status: 201 });
    }),
    http.delete("/api/feeds/:id", ({ params }) => {
      sent.push(params["id"]);
      return HttpResponse.json({ ...feed, created_at: at, last_used_at: null });
    }),
  );
  show({ openId: MINE.id });
  const menu = await open("View: Blocked");
  await userEvent.click(await menu.findByRole("button", { name: "Feeds for a sheet" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Feeds" }));
  expect(await sheet.findByText("Never read")).toBeVisible();
  await userEvent.click(sheet.getByRole("button", { name: "Make" }));
  expect(await sheet.findByText(`=IMPORTDATA("${url}")`)).toBeVisible();
  await userEvent.click(sheet.getByRole("button", { name: "Revoke Blocked" }));
  await userEvent.click(sheet.getByRole("button", { name: "Revoke Blocked for good" }));
  await waitFor(() => expect(sent).toEqual([{ name: "Blocked", query: "status=blocked" }, MINE.id]));
});
