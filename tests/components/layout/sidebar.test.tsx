import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { PhoneNavigation } from "@/components/layout/phone-navigation.tsx";
import { isCollapsed } from "@/components/layout/sidebar-cookie.ts";
import { Sidebar } from "@/components/layout/sidebar.tsx";
import { renderAt } from "@/tests/support/components.tsx";

afterEach(() => {
  document.cookie = "backtrak_sidebar=; path=/; max-age=0";
});

const cookies = {
  get: (name: string) => {
    const value = new RegExp(`${name}=([^;]*)`).exec(document.cookie)?.[1];
    return value === undefined ? undefined : { value };
  },
};

test.each([
  ["viewer", ["Dashboard", "Backlog", "Help"]],
  ["manager", ["Dashboard", "Backlog", "Help"]],
  ["admin", ["Dashboard", "Backlog", "Sync", "Settings", "Help"]],
] as const)("a %s is shown the way to the pages that are there for that role: %j", (role, names) => {
  renderAt(<Sidebar role={role} initiallyCollapsed={false} />);
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual(names);
});

test.each([
  ["/", "Dashboard"],
  ["/?from=2026-11-01&label=bug", "Dashboard"],
  ["/backlog?q=x", "Backlog"],
  ["/issues/4711", "Backlog"],
  ["/sync", "Sync"],
  ["/settings/rules", "Settings"],
  ["/help#wip-age", "Help"],
])("at %s the page %s is the current one, and no other", (url, name) => {
  renderAt(<Sidebar role="admin" initiallyCollapsed={false} />, { url });
  const current = screen.getAllByRole("link").filter((link) => link.getAttribute("aria-current") === "page");
  expect(current.map((link) => link.textContent)).toEqual([name]);
});

test("collapsed it is remembered, and its links keep their names", async () => {
  renderAt(<Sidebar role="viewer" initiallyCollapsed={false} />);
  expect(isCollapsed(cookies)).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Collapse the sidebar" }));
  expect(isCollapsed(cookies)).toBe(true);
  expect(screen.getByRole("link", { name: "Backlog" })).toHaveAttribute("title", "Backlog");
  await userEvent.click(screen.getByRole("button", { name: "Expand the sidebar" }));
  expect(isCollapsed(cookies)).toBe(false);
});

test("on a phone the pages stand in a drawer that opens, and closes with Escape", async () => {
  renderAt(<PhoneNavigation role="admin" />);
  await userEvent.click(screen.getByRole("button", { name: "Open the navigation" }));
  const drawer = await screen.findByRole("dialog", { name: "Backtrak" });
  expect(
    within(drawer)
      .getAllByRole("link")
      .map((link) => link.textContent),
  ).toEqual(["Dashboard", "Backlog", "Sync", "Settings", "Help"]);
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
});
