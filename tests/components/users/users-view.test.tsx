import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { UsersView } from "@/components/users/users-view.tsx";
import type { UserDto, UserList } from "@/lib/users/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const PATH = "/api/admin/users";
const ADA: UserDto = {
  id: "00000000-0000-4000-8000-000000000001",
  email: "ada@acme.test",
  name: "Ada Byron",
  role: "viewer",
  created_at: "2026-01-05T09:00:00.000Z",
  deactivated_at: null,
  last_signed_in_at: "2026-03-01T09:00:00.000Z",
  last_seen_at: "2026-03-02T09:00:00.000Z",
  live_sessions: 2,
  has_google_account: true,
  is_self: false,
  is_last_admin: false,
};
const BOSS: UserDto = {
  ...ADA,
  id: "00000000-0000-4000-8000-000000000002",
  email: "boss@acme.test",
  name: "Boss",
  role: "admin",
  is_self: true,
  is_last_admin: true,
};

const api = ownApi();

/** Answers the list, and every act with Ada; what was asked, in order. */
function serves(users: UserDto[] = [ADA, BOSS]) {
  const asked: string[] = [];
  const list = (): UserList => ({ data: users, page: 1, page_size: 50, total: users.length });
  api.use(
    http.get(PATH, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json(list());
    }),
    http.all(`${PATH}/*`, async ({ request }) => {
      asked.push(`${request.method} ${new URL(request.url).pathname.slice(PATH.length)} ${await request.text()}`);
      return HttpResponse.json(ADA);
    }),
  );
  return asked;
}

const open = async (name: string) => {
  await userEvent.click(await screen.findByRole("button", { name: `Change ${name}` }));
  return screen.findByRole("dialog", { name });
};
const button = (sheet: HTMLElement, name: string) => within(sheet).getByRole("button", { name });

test("each user stands there with role, sessions and when they were seen; who asks and who is deactivated is marked", async () => {
  serves([BOSS, { ...ADA, deactivated_at: "2026-03-03T09:00:00.000Z", live_sessions: 0 }]);
  renderAt(<UsersView />, { url: "/settings/users" });
  expect(screen.getByRole("link", { name: "Users" })).toHaveAttribute("aria-current", "page");
  const table = await screen.findByRole("table", { name: "Users" });
  const [, boss, ada] = within(table).getAllByRole("row");
  expect(boss).toHaveTextContent(/Boss.*You.*boss@acme\.test.*Admin.*2/);
  expect(ada).toHaveTextContent(/Ada Byron.*Deactivated.*ada@acme\.test.*Viewer.*0/);
});

test("a role is changed after one has seen what that means", async () => {
  const asked = serves();
  renderAt(<UsersView />);
  const sheet = await open("Ada Byron");
  expect(button(sheet, "Change role")).toBeDisabled();
  await userEvent.selectOptions(within(sheet).getByLabelText("Role"), "Manager");
  await userEvent.click(button(sheet, "Change role"));
  expect(within(sheet).getByRole("heading", { name: "Make Ada Byron a manager?" })).toBeVisible();
  expect(asked).toEqual([""]);
  await userEvent.click(button(sheet, "Make a manager"));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(asked).toEqual(["", `PATCH /${ADA.id} {"role":"manager"}`, ""]);
});

test.each([
  ["Deactivate", /^Deactivate Ada Byron\?/, /signed out, cannot sign in/, /^PATCH .*"deactivated":true/],
  ["End sessions", /^End 2 sessions of Ada/, /sign in again/, /^DELETE .*\/sessions/],
  ["Forget the account", /^Forget the Google/, /ada@acme\.test becomes this user/, /^DELETE .*\/google-account/],
])("%s asks first, and can be left", async (verb, title, consequence, sent) => {
  const asked = serves();
  renderAt(<UsersView />);
  const sheet = await open("Ada Byron");
  await userEvent.click(button(sheet, verb));
  expect(within(sheet).getByRole("heading", { name: title })).toBeVisible();
  expect(within(sheet).getByText(consequence)).toBeVisible();
  expect(button(sheet, "Back")).toHaveFocus();
  await userEvent.click(button(sheet, "Back"));
  expect(asked).toEqual([""]);
  await userEvent.click(button(sheet, verb));
  await userEvent.click(button(sheet, verb));
  await waitFor(() => expect(asked[1]).toMatch(sent));
});

test("the last admin can be neither demoted nor deactivated, and why is said before anything is pressed", async () => {
  serves();
  renderAt(<UsersView />);
  const sheet = await open("Boss");
  expect(within(sheet).getByLabelText("Role")).toBeDisabled();
  expect(button(sheet, "Deactivate")).toBeDisabled();
  expect(button(sheet, "Deactivate")).toHaveAccessibleDescription(/Make somebody else an admin first/);
  expect(button(sheet, "End sessions")).toBeEnabled();
});

test("what is refused says why and stays to be tried again", async () => {
  serves();
  renderAt(<UsersView />);
  const sheet = await open("Ada Byron");
  await userEvent.click(button(sheet, "Deactivate"));
  api.use(refuses(`${PATH}/*`, { status: 409, code: "last_admin", detail: "Nobody else can sign in as an admin." }));
  await userEvent.click(button(sheet, "Deactivate"));
  expect(await within(sheet).findByRole("alert")).toHaveTextContent(/Nothing was changed.*Nobody else.*req-42/);
  expect(button(sheet, "Deactivate")).toBeEnabled();
});

test("words and role stand in the address and narrow the list from its first page", async () => {
  const asked = serves([]);
  renderAt(<UsersView />, { url: "/settings/users?page=2" });
  expect(await screen.findByText("Nobody of that name")).toBeVisible();
  await userEvent.type(screen.getByRole("searchbox", { name: "Name or e-mail" }), "ada b");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Role" }), "Viewer");
  expect(window.location.search).toBe("?q=ada+b&role=viewer");
  await waitFor(() => expect(asked.at(-1)).toBe("?q=ada+b&role=viewer"));
  expect(asked[0]).toBe("?page=2");
});

test("a list that cannot be read says so, and is tried again", async () => {
  api.use(refuses(PATH, { status: 503, code: "unavailable", detail: "The database does not answer." }));
  renderAt(<UsersView />);
  expect(await screen.findByRole("alert")).toHaveTextContent(/The users could not be read/);
  serves();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Ada Byron")).toBeVisible();
});
