import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { AuditLogView } from "@/components/audit-log/audit-log-view.tsx";
import type { AuditList, AuditRowDto } from "@/lib/audit-log/schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const PATH = "/api/admin/audit-log";
const ROLE_CHANGE: AuditRowDto = {
  id: "9",
  at: "2026-03-02T09:00:00.000Z",
  actor: "boss@acme.test",
  actor_id: "00000000-0000-4000-8000-000000000002",
  action: "user.role_changed",
  subject: "ada@acme.test",
  details: { id: "00000000-0000-4000-8000-000000000001", from: "viewer", to: "manager" },
};
const SIGN_IN: AuditRowDto = {
  ...ROLE_CHANGE,
  ...{ id: "8", actor: "ada@acme.test", action: "user.signed_in" },
  details: { hosted_domain: "acme.test" },
};

const api = ownApi();

/** Two pages of one entry each; what was asked, in order. */
function serves(entries: AuditRowDto[] = [ROLE_CHANGE, SIGN_IN]) {
  const asked: string[] = [];
  api.use(
    http.get(PATH, ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      asked.push(search);
      const place = searchParams.has("before") ? 1 : 0;
      const data = entries.slice(place, place + 1);
      const next = place === 0 && entries.length > 1 ? (data[0]?.id ?? null) : null;
      const answer: AuditList = { data, page_size: 1, total: entries.length, next };
      return HttpResponse.json(answer);
    }),
  );
  return asked;
}

test("an entry says when, who, what, on what and what changed, in plain words; older ones are asked for", async () => {
  const asked = serves();
  renderAt(<AuditLogView />, { url: "/settings/audit-log" });
  const table = await screen.findByRole("table", { name: "Audit log" });
  const rows = () => within(table).getAllByRole("row").slice(1);
  expect(rows()[0]).toHaveTextContent(/boss@acme\.test.*Role changed.*ada@acme\.test.*Viewer → Manager/);
  expect(screen.getByRole("status")).toHaveTextContent("1 of 2 entries");
  await userEvent.click(screen.getByRole("button", { name: "Show older" }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(rows()[1]).toHaveTextContent(/ada@acme\.test.*Signed in.*–.*Google organisation: acme\.test/);
  expect(screen.queryByRole("button", { name: "Show older" })).not.toBeInTheDocument();
  expect(asked).toEqual(["", "?before=9"]);
});

test("who, what and when stand in the address, and can be cleared", async () => {
  const asked = serves([]);
  renderAt(<AuditLogView />, { url: "/settings/audit-log?from=2026-03-01" });
  expect(await screen.findByText("No such entry")).toBeVisible();
  await userEvent.type(screen.getByRole("searchbox", { name: /^Who/ }), "ada");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: /^What/ }), "Role changed");
  expect(window.location.search).toBe("?actor=ada&action=user.role_changed&from=2026-03-01");
  await waitFor(() => expect(asked.at(-1)).toBe("?actor=ada&action=user.role_changed&from=2026-03-01"));
  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(window.location.search).toBe("");
  expect(screen.getByRole("searchbox", { name: /^Who/ })).toHaveValue("");
});

test("a log that cannot be read says so, and is tried again", async () => {
  api.use(refuses(PATH, { status: 503, code: "unavailable", detail: "The database does not answer." }));
  renderAt(<AuditLogView />);
  expect(await screen.findByRole("alert")).toHaveTextContent(/The audit log could not be read/);
  serves();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Role changed", { selector: "td *" })).toBeVisible();
});
