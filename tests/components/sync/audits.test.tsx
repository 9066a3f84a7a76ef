import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { Audits } from "@/components/sync/audits.tsx";
import { Gaps } from "@/components/sync/gaps.tsx";
import { HookStates } from "@/components/sync/hook-states.tsx";
import type { AuditDto, GapDto } from "@/lib/sync/audit-schema.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { minutesAgo, project } from "./status.ts";

const api = ownApi();
const GITLAB = "https://gitlab.example";

/** Answers a list with these rows, and keeps the questions. */
function lists(path: string, data: readonly unknown[]): URLSearchParams[] {
  const asked: URLSearchParams[] = [];
  api.use(
    http.get(path, ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ data, total: data.length, page: 1, page_size: 25 });
    }),
  );
  return asked;
}

function audit(part: Partial<AuditDto> = {}): AuditDto {
  return {
    id: crypto.randomUUID(),
    run_id: crypto.randomUUID(),
    project: { id: project().id, path: "shop/storefront", web_url: "https://gitlab.example/shop/storefront" },
    audited_at: minutesAgo(8),
    outcome: "whole",
    here: { open: 1_200, closed: 3_812 },
    gitlab: { open: 1_200, closed: 3_812 },
    closed_since: null,
    missing_iids: [],
    extra_iids: [],
    stale_iids: [],
    ...part,
  };
}

function gap(part: Partial<GapDto> = {}): GapDto {
  return {
    id: crypto.randomUUID(),
    project: { id: project().id, path: "shop/storefront" },
    iid: 12,
    changed_at: minutesAgo(95),
    noticed_at: minutesAgo(90),
    opened_at: minutesAgo(75),
    closed_at: null,
    ...part,
  };
}

const rowsOf = async (name: string) =>
  within(await screen.findByRole("table", { name }))
    .getAllByRole("row")
    .slice(1);

test("an audit shows both sides' counts and its outcome, and what differed as links to GitLab", async () => {
  lists("/api/sync/audits", [
    audit(),
    audit({ outcome: "repaired", missing_iids: [7], extra_iids: [8, 9] }),
    audit({ outcome: "wrong", here: { open: 1_199, closed: 3_812 } }),
  ]);
  renderAt(<Audits projects={[project()]} gitlabUrl={GITLAB} />);
  const [whole, repaired, wrong] = await rowsOf("Audits");
  expect(whole).toHaveTextContent("1,200 / 1,200");
  expect(whole).toHaveTextContent("Whole");
  expect(whole).not.toHaveTextContent("Was");
  expect(repaired).toHaveTextContent("Was missing: #7");
  expect(within(repaired ?? document.body).getByRole("link", { name: /#9/ })).toHaveAttribute(
    "href",
    "https://gitlab.example/shop/storefront/-/issues/9",
  );
  expect(within(wrong ?? document.body).getByText("1,199 / 1,200")).toHaveClass("text-status-overdue");
  expect(within(wrong ?? document.body).getByText("3,812 / 3,812")).not.toHaveClass("text-status-overdue");
});

test("of many issues the first are named; an address elsewhere is no link", async () => {
  const iids = Array.from({ length: 1_012 }, (_, index) => index + 1);
  const elsewhere = { ...audit().project, web_url: "https://evil.example/shop" };
  lists("/api/sync/audits", [audit({ outcome: "repaired", stale_iids: iids, project: elsewhere })]);
  renderAt(<Audits projects={[project()]} gitlabUrl={GITLAB} />);
  const [row] = await rowsOf("Audits");
  expect(row).toHaveTextContent("Had another content: #1, #2, #3, #4, #5, #6, #7, #8, #9, #10 and 1,002 more");
  expect(screen.queryByRole("link")).not.toBeInTheDocument();
});

test("the last audit of each project is asked for, or every one", async () => {
  const asked = lists("/api/sync/audits", [audit()]);
  renderAt(<Audits projects={[project()]} gitlabUrl={GITLAB} />);
  await rowsOf("Audits");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Which audits" }), "Every audit");
  await waitFor(() => expect(asked.at(-1)?.get("all")).toBe("true"));
  expect(asked[0]?.has("all")).toBe(false);
});

test("without an audit it says when there will be one, and a failure says what failed", async () => {
  lists("/api/sync/audits", []);
  const { unmount } = renderAt(<Audits projects={[]} gitlabUrl={GITLAB} />);
  expect(await screen.findByText("No audit yet")).toBeVisible();
  unmount();
  api.use(refuses("/api/sync/audits", { status: 503, code: "unavailable", detail: "The database does not answer." }));
  renderAt(<Audits projects={[]} gitlabUrl={GITLAB} />);
  expect(await screen.findByText("The audits could not be read.")).toBeVisible();
});

test("a gap says which change was not told, since when and for how many minutes", async () => {
  lists("/api/sync/gaps", [gap(), gap({ iid: 13, closed_at: minutesAgo(65) })]);
  renderAt(<Gaps />);
  const [open, closed] = await rowsOf("Gaps");
  expect(open).toHaveTextContent("shop/storefront#12");
  expect(open).toHaveTextContent("Open");
  expect(open).toHaveTextContent("95 min");
  expect(closed).toHaveTextContent("Closed");
  expect(closed).toHaveTextContent("30 min");
});

test("without a gap it says that every change was told", async () => {
  lists("/api/sync/gaps", []);
  renderAt(<Gaps />);
  expect(await screen.findByText("No gap")).toBeVisible();
});

test("each project's webhook says how it stands and what to do; paused projects are not shown", async () => {
  const other = (name: string, part: Parameters<typeof project>[0]) =>
    project({ id: crypto.randomUUID(), path: name, ...part });
  const checked_at = minutesAgo(5);
  renderAt(
    <HookStates
      projects={[
        project(),
        other("a/half", {
          hook: { state: "switches_missing", message: "Tick Confidential issues events.", checked_at },
          gap_since: minutesAgo(30),
        }),
        other("a/off", { hook: { state: "disabled", message: "for good", checked_at } }),
        other("a/new", { hook: { state: "unknown", message: null, checked_at: null } }),
        other("a/paused", { active: false }),
      ]}
    />,
  );
  const [good, half, off, fresh] = await rowsOf("By project");
  expect(good).toHaveTextContent("Good");
  expect(half).toHaveTextContent("Incomplete");
  expect(half).toHaveTextContent("Tick Confidential issues events.");
  expect(half).toHaveTextContent("Nothing was delivered of a change 30 min ago.");
  expect(off).toHaveTextContent("Switched off");
  expect(fresh).toHaveTextContent("Not known");
  expect(fresh).toHaveTextContent("not yet");
  expect(screen.queryByText("a/paused")).not.toBeInTheDocument();
});
